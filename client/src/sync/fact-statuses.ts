import type { Fact } from '@dateline/shared/facts/fact'
import type { FactsDoc } from '@dateline/shared/facts/facts-doc'
import { factStatus, type FactRecord, type FactStatus } from '@dateline/shared/facts/status'
import type { RecordMessage } from '@dateline/shared/sync/protocol'
import { derived, type Snapshots } from './snapshots.ts'

/** What the server has on a fact; nothing yet for a fact nobody decided about. */
export function recordOf(record: RecordMessage | null, factId: string): FactRecord {
  return (record?.facts[factId] ?? {}) as FactRecord // frozen facts are judged by their hash only
}

/** Status of every fact by id, from the document and the record. Hashes a fact only when it moved. */
export function factStatuses(
  facts: FactsDoc,
  record: Snapshots<RecordMessage | null>,
): Snapshots<ReadonlyMap<string, FactStatus>> {
  const known = new WeakMap<Fact, { print: string; status: FactStatus }>()
  const statusOf = (fact: Fact): FactStatus => {
    const decided = recordOf(record.list(), fact.id)
    const print = `${decided.latest?.kind} ${decided.latest?.hash}`
    const cached = known.get(fact)
    if (cached?.print === print) return cached.status
    const status = factStatus(fact, decided)
    known.set(fact, { print, status })
    return status
  }
  return derived([facts, record], () => {
    return new Map(facts.list().map((fact) => [fact.id, statusOf(fact)]))
  })
}
