import type { StoryId } from '@dateline/shared/ids'
import * as Y from 'yjs'
import { KeyedQueue } from '../keyed-queue.ts'
import { weight } from '../store/replay.ts'
import type { PastState, StoredState } from '../store/update-store.ts'
import type { LiveStories } from '../sync/live-stories.ts'
import { TaskThread } from '../task-thread.ts'
import {
  answerOf,
  pieceOf,
  type PastAnswer,
  type PastAnswers,
  type PastStory,
  type PastTask,
} from './past-tasks.ts'

/** More than this is not replayed here, where everybody waits for it: some milliseconds. */
const LIGHT_BYTES = 128 * 1024
const LIGHT_UPDATES = 1_000

/** What somebody took away in small updates, and when (rule H7). */
interface TakenAway {
  readonly removed: Uint8Array
  /** ms since epoch: before the first of it, and after the last. */
  readonly before: number
  readonly until: number
}

/**
 * Stories as they stood (rules H5, H6). A short one is read at once; a long one on a thread of its
 * own, one after the other, so that nobody who writes waits for somebody who looks back (U13).
 */
export class Pasts {
  readonly #live: Pick<LiveStories, 'pastState' | 'read' | 'merge'>
  readonly #turns = new KeyedQueue()
  readonly #thread = new TaskThread<PastTask, PastAnswer>(
    new URL('./past-worker.ts', import.meta.url),
  )

  constructor(live: Pick<LiveStories, 'pastState' | 'read' | 'merge'>) {
    this.#live = live
  }

  /** What a reader would have read at a moment, ms since epoch, and whose words they are. */
  async story(storyId: StoryId, time: number): Promise<PastStory & { isWhole: boolean }> {
    const state = await this.#live.pastState(storyId, time)
    const task = { kind: 'story', state: pieceOf(state), owners: state.claims } as const
    return { ...(await this.#answer(task, [state])), isWhole: isWhole(state) }
  }

  /** A document that says in its text and its facts what the story said then; the caller's to destroy. */
  async copy(storyId: StoryId, time: number): Promise<Y.Doc> {
    const state = await this.#live.pastState(storyId, time)
    const doc = new Y.Doc()
    Y.applyUpdate(doc, await this.#answer({ kind: 'copy', state: pieceOf(state) }, [state]))
    return doc
  }

  /** Puts back what somebody took away, as one more edit by `userId`. */
  async putBack(storyId: StoryId, userId: string, taken: TakenAway): Promise<void> {
    const before = await this.#live.pastState(storyId, taken.before)
    const until = await this.#live.pastState(storyId, taken.until)
    const now = await this.#live.read(storyId, (doc) => Y.encodeStateAsUpdate(doc))
    const states = { before: pieceOf(before), until: pieceOf(until) }
    const task = { kind: 'putBack', now, removed: taken.removed, ...states } as const
    const update = await this.#answer(task, [before, until])
    await this.#live.merge(storyId, userId, update)
  }

  async stop(): Promise<void> {
    await this.#thread.stop()
  }

  async #answer<Kind extends PastTask['kind']>(
    task: Extract<PastTask, { kind: Kind }>,
    states: readonly StoredState[],
  ): Promise<PastAnswers[Kind]> {
    const answer = states.every(isLight)
      ? answerOf(task)
      : await this.#turns.run('past', () => this.#thread.run(task))
    return answer as PastAnswers[Kind]
  }
}

const isLight = (state: StoredState): boolean =>
  weight(state) <= LIGHT_BYTES && state.updates.length <= LIGHT_UPDATES

const isWhole = ({ lost }: PastState): boolean => lost.length === 0
