import type { FactRecord, Decision } from '@dateline/shared/facts/status'
import type { StoryId } from '@dateline/shared/ids'
import type { RecordMessage } from '@dateline/shared/sync/protocol'

/** The server's part of a story's facts: decisions and authorship (architecture, "the record"). */
export interface Records {
  /** By fact id: newest decision, newest approval, authorship. */
  factRecords(storyId: StoryId): Promise<ReadonlyMap<string, FactRecord>>
  /** Appends a decision; the caller has judged it. */
  append(storyId: StoryId, factId: string, decision: Decision): Promise<void>
  /** Everything `?v=1` clients are sent. Undefined for an unknown story. */
  message(storyId: StoryId): Promise<RecordMessage | undefined>
}
