import { factStatuses } from '@dateline/shared/facts/fact-statuses'
import type { FactsDoc } from '@dateline/shared/facts/facts-doc'
import type { FactRecord, FactStatus } from '@dateline/shared/facts/status'
import type { RecordMessage } from '@dateline/shared/sync/protocol'
import { derived, type Snapshots } from './snapshots.ts'

/** What the server has on a fact; nothing yet for a fact nobody decided about. */
export function recordOf(record: RecordMessage | null, factId: string): FactRecord {
  return (record?.facts[factId] ?? {}) as FactRecord // frozen facts are judged by their hash only
}

/** Status of every fact by id, from the document and the record together. */
export function statusSnapshots(
  facts: FactsDoc,
  record: Snapshots<RecordMessage | null>,
): Snapshots<ReadonlyMap<string, FactStatus>> {
  return derived([facts, record], () => {
    const decided = Object.entries(record.list()?.facts ?? {}) as [string, FactRecord][]
    return factStatuses(facts.list(), new Map(decided))
  })
}
