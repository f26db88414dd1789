import type { Fact } from './fact.ts'
import { factStatus, type FactRecord, type FactStatus } from './status.ts'

/**
 * The status of every fact of a story, by fact id. Beyond `factStatus`, which looks at one fact
 * alone, it knows that an approval does not outlive the approval of a fact it depends on (rule S5),
 * through any number of steps.
 */
export function factStatuses(
  facts: readonly Fact[],
  records: ReadonlyMap<string, FactRecord>,
): ReadonlyMap<string, FactStatus> {
  const record = (id: string): FactRecord => records.get(id) ?? {}
  const statuses = new Map(
    facts.map((fact) => [fact.id as string, factStatus(fact, record(fact.id))]),
  )
  const lost = (id: string) => Boolean(record(id).approval) && statuses.get(id) !== 'approved'
  // Each round can only turn `approved` into `changed`, so circles come to rest as well.
  for (let moved = true; moved;) {
    moved = false
    for (const fact of facts) {
      if (statuses.get(fact.id) !== 'approved' || !fact.dependsOn.some(lost)) continue
      statuses.set(fact.id, 'changed')
      moved = true
    }
  }
  return statuses
}
