import type { StoryId } from '@dateline/shared/ids'
import type { Deps } from '../deps.ts'
import { KeyedQueue } from '../keyed-queue.ts'
import type { StoryIndex } from '../stories/story-index.ts'
import { FactIndex } from './fact-index.ts'

/**
 * Keeps the table of facts beside the desk's index: a story's facts are read after its index was, one
 * reading of a story at a time, and at the start those that were never read.
 *
 * @returns stop, which waits for the readings under way
 */
export async function followIndex(
  deps: Pick<Deps, 'db' | 'live' | 'records' | 'log'>,
  index: Pick<StoryIndex, 'onIndexed'>,
): Promise<() => Promise<void>> {
  const facts = new FactIndex(deps)
  const queue = new KeyedQueue()
  const due = new Set<StoryId>()
  const running = new Set<Promise<void>>()

  const read = async (storyId: StoryId) => {
    due.delete(storyId)
    try {
      await facts.refresh(storyId)
    } catch (error) {
      deps.log.error({ err: error, storyId }, 'the facts of a story could not be indexed')
    }
  }
  const touch = (storyId: StoryId) => {
    if (due.has(storyId)) return
    due.add(storyId)
    const work = queue.run(storyId, () => read(storyId))
    running.add(work)
    void work.finally(() => running.delete(work))
  }
  for (const storyId of await facts.missing()) await read(storyId)
  const stop = index.onIndexed(touch)
  return async () => {
    stop()
    await Promise.all(running)
  }
}
