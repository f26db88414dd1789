import { mintStoryId, type StoryId } from '@dateline/shared/ids'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { IndexWriter } from './index-writer.ts'
import type { StoryIndexRow } from './story-store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const row = (words: number) => ({ words }) as StoryIndexRow

function aWriter() {
  const commits: (readonly [StoryId, number])[][] = []
  const refused = new Set<StoryId>()
  const writer = new IndexWriter({
    setIndexes: async (indexes) => {
      if ([...indexes.keys()].some((id) => refused.has(id))) throw new Error('refused')
      commits.push([...indexes].map(([id, { words }]) => [id, words]))
    },
  })
  return { writer, commits, refused }
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

test('a story that the database refuses does not take the others with it', async () => {
  const { writer, commits, refused } = aWriter()
  const [a, b, c] = [mintStoryId(), mintStoryId(), mintStoryId()]
  refused.add(b)
  const told = Promise.allSettled([a, b, c].map((id) => writer.write(id, row(1))))
  await vi.advanceTimersByTimeAsync(1)
  expect((await told).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(commits).toEqual([[[a, 1]], [[c, 1]]])
  refused.clear()
  void writer.write(b, row(2))
  await vi.advanceTimersByTimeAsync(100)
  expect(commits.at(-1)).toEqual([[b, 2]])
})
