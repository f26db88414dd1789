import { mintStoryId, type StoryId } from '@dateline/shared/ids'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { IndexWriter } from './index-writer.ts'
import type { StoryIndexRow } from './story-store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const row = (words: number) => ({ words }) as StoryIndexRow

function aWriter() {
  const commits: (readonly [StoryId, number])[][] = []
  const disk = { isFull: false }
  const writer = new IndexWriter({
    setIndexes: async (indexes) => {
      if (disk.isFull) throw new Error('no space')
      commits.push([...indexes].map(([id, { words }]) => [id, words]))
    },
  })
  return { writer, commits, disk }
}

test('the first is written at once, those that follow on its heels in one commit, newest last', async () => {
  const { writer, commits } = aWriter()
  const [a, b] = [mintStoryId(), mintStoryId()]
  void writer.write(a, row(1))
  await vi.advanceTimersByTimeAsync(1)
  expect(commits).toEqual([[[a, 1]]])
  void writer.write(a, row(2))
  void writer.write(b, row(3))
  const last = writer.write(a, row(4))
  await vi.advanceTimersByTimeAsync(50)
  expect(commits).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(50)
  await last
  expect(commits[1]).toEqual([
    [a, 4],
    [b, 3],
  ])
})

test('a commit that fails is told to all who wait for it, and the next is another try', async () => {
  const { writer, commits, disk } = aWriter()
  const [a, b] = [mintStoryId(), mintStoryId()]
  disk.isFull = true
  const failing = [writer.write(a, row(1)), writer.write(b, row(1))]
  const told = Promise.allSettled(failing)
  await vi.advanceTimersByTimeAsync(1)
  expect((await told).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  disk.isFull = false
  void writer.write(a, row(2))
  await vi.advanceTimersByTimeAsync(100)
  expect(commits).toEqual([[[a, 2]]])
})
