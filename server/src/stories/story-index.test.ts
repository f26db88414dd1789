import { mintStoryId, type StoryId } from '@dateline/shared/ids'
import { aStory } from '@dateline/shared/testing/story-builder'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Deps } from '../deps.ts'
import type { StoryChange } from '../sync/live-stories.ts'
import { StoryIndex } from './story-index.ts'
import type { StoryIndexRow } from './story-store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** An index of stories; `change` tells it of one, by default the same, `rows` is what it wrote. */
function indexed() {
  const usual = mintStoryId()
  const { doc, story } = aStory()
  const rows: StoryIndexRow[] = []
  const commits: number[] = []
  let tell: (change: StoryChange) => void = () => {}
  const deps = {
    now: Date.now,
    live: {
      onChange: (listener: typeof tell) => {
        tell = listener
        return () => {}
      },
      read: async (_id: StoryId, look: (...given: unknown[]) => unknown) => look(doc, new Map()),
    },
    records: { factRecords: async () => new Map() },
    stories: {
      setIndexes: async (indexes: ReadonlyMap<StoryId, StoryIndexRow>) => {
        rows.push(...indexes.values())
        commits.push(indexes.size)
      },
    },
  }
  const index = new StoryIndex(deps as unknown as Deps)
  return {
    index,
    rows,
    commits,
    change: (kind: StoryChange['kind'] = 'document', storyId = usual) => tell({ storyId, kind }),
    setSlug: (slug: string) => story.meta.set('slug', slug, 'test'),
  }
}

test('a story that is typed in is read at most twice a second, and the last word is in', async () => {
  const { rows, change, setSlug } = indexed()
  for (let time = 0; time < 60_000; time += 100) {
    setSlug(`at-${time}`)
    change()
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(rows.length).toBeGreaterThan(60)
  expect(rows.length).toBeLessThan(125)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(rows.at(-1)?.slug).toBe('at-59900')
})

test('four hundred stories that are typed in are read some hundred times a second in all, and written ten times', async () => {
  const { rows, commits, change } = indexed()
  const stories = Array.from({ length: 400 }, mintStoryId)
  for (let time = 0; time < 20_000; time += 100) {
    for (const story of stories) change('document', story)
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(rows.length).toBeGreaterThan(20 * 80)
  expect(rows.length).toBeLessThan(20 * 130)
  expect(commits.length).toBeLessThan(20 * 11)
})

test('a change in a quiet story, and a decision in a busy one, are known within a moment', async () => {
  const { rows, change } = indexed()
  change()
  await vi.advanceTimersByTimeAsync(250)
  expect(rows).toHaveLength(1)
  change()
  await vi.advanceTimersByTimeAsync(250)
  expect(rows).toHaveLength(1)
  change('record')
  await vi.advanceTimersByTimeAsync(250)
  expect(rows).toHaveLength(2)
})

test('closed, it reads no more', async () => {
  const { index, rows, change } = indexed()
  change()
  await vi.advanceTimersByTimeAsync(250)
  change()
  await index.close()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(rows).toHaveLength(1)
})
