import type { StoryId } from '@dateline/shared/ids'
import type { Deps } from '../deps.ts'
import { factsNow, type FactsNow } from '../facts/story-facts.ts'
import { KeyedQueue } from '../keyed-queue.ts'
import type { StoryIndex } from '../stories/story-index.ts'
import { FactIndex } from './fact-index.ts'

/**
 * Keeps the table of facts beside the desk's index, from the same reading of a story, one writing of
 * it at a time; at the start those that were never read.
 *
 * @returns stop, which waits for the readings under way
 */
export async function followIndex(
  deps: Pick<Deps, 'db' | 'live' | 'records' | 'log'>,
  index: Pick<StoryIndex, 'onIndexed'>,
): Promise<() => Promise<void>> {
  const facts = new FactIndex(deps)
  const queue = new KeyedQueue()
  const due = new Map<StoryId, FactsNow>()
  const running = new Set<Promise<void>>()

  const write = async (storyId: StoryId, now: FactsNow | undefined) => {
    due.delete(storyId)
    try {
      await facts.write(storyId, now ?? (await factsNow(deps, storyId)))
    } catch (error) {
      deps.log.error({ err: error, storyId }, 'the facts of a story could not be indexed')
    }
  }
  const touch = (storyId: StoryId, now: FactsNow) => {
    const isDue = due.has(storyId)
    due.set(storyId, now)
    if (isDue) return
    const work = queue.run(storyId, () => write(storyId, due.get(storyId)))
    running.add(work)
    void work.finally(() => running.delete(work))
  }
  for (const storyId of await facts.missing()) await write(storyId, undefined)
  const stop = index.onIndexed(touch)
  return async () => {
    stop()
    await Promise.all(running)
  }
}
