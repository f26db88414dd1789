import type { Authorship } from '@dateline/shared/facts/status'
import type { LoggedUpdate } from './packed-log.ts'
import type { Append, UpdateStore } from './update-store.ts'

/** What was added to a story after a sequence number that somebody has. */
export interface Added {
  /** Oldest first. */
  readonly updates: readonly LoggedUpdate[]
  /** Sequence number of the last update, readable or not. */
  readonly seq: number
  /** Client ids that were claimed by these updates. */
  readonly claims: ReadonlyMap<number, string>
  /** Of the facts that these updates changed. */
  readonly authorship: ReadonlyMap<string, Authorship>
  readonly epoch: string
}

/** An update log that other processes add to as well (rules N1–N4, docs/rules/sync.md). */
export interface SharedLog extends UpdateStore {
  /** Sequence numbers of the last update of each of these stories; those never written are left out. */
  heads(storyIds: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** @returns undefined for a story that was never written */
  since(storyId: string, seq: number): Promise<Added | undefined>
  /**
   * Runs `act` while nobody, on any node, can add to the story (rule N6).
   * @param act is told the number of the last update
   */
  locked<T>(storyId: string, act: (seq: number) => Promise<T>): Promise<T>
  /** Told of every commit of this process, once it is on disk. @returns stop */
  onCommitted(listener: (batch: readonly Append[], seqs: readonly number[]) => void): () => void
}
