import type { Fact } from '@dateline/shared/facts/fact'
import type { FactRecord, Decision } from '@dateline/shared/facts/status'
import type { StoryId } from '@dateline/shared/ids'
import type { RecordMessage } from '@dateline/shared/sync/protocol'

/**
 * The server's part of a story's facts: decisions and authorship (architecture, "the record").
 * Every implementation is held to records.contract.ts.
 */
export interface Records {
  /** By fact id: newest decision, newest approval, authorship. */
  factRecords(storyId: StoryId): Promise<ReadonlyMap<string, FactRecord>>
  /**
   * Appends a decision with its audit row and counts the story's record up, in one commit; the
   * caller has judged it.
   */
  append(storyId: StoryId, factId: string, decision: Decision): Promise<void>
  /** The fact as it was judged at this hash, if it ever was. */
  decided(storyId: StoryId, factId: string, hash: string): Promise<Fact | undefined>
  /** Everything `?v=1` clients are sent. Undefined for an unknown story. */
  message(storyId: StoryId): Promise<RecordMessage | undefined>
}
