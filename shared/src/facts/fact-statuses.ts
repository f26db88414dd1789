import type { FactId } from '../ids.ts'
import { dependenciesOf } from './dependencies.ts'
import type { Fact } from './fact.ts'
import { factStatus, type FactRecord, type FactStatus } from './status.ts'

/**
 * The status of every fact of a story, by fact id. Beyond `factStatus`, which looks at one fact
 * alone, it knows that an approval does not outlive the approval of a fact it depends on (rules S5
 * and S8), through any number of steps.
 */
export function factStatuses(
  facts: readonly Fact[],
  records: ReadonlyMap<string, FactRecord>,
): ReadonlyMap<string, FactStatus> {
  const statuses = new Map(
    facts.map((fact) => [fact.id as string, factStatus(fact, records.get(fact.id) ?? {})]),
  )
  // Each round can only turn `approved` into `changed`, so circles come to rest as well.
  for (let moved = true; moved;) {
    moved = false
    for (const fact of facts) {
      if (statuses.get(fact.id) !== 'approved') continue
      if (lostDependencies(fact, statuses, records).length === 0) continue
      statuses.set(fact.id, 'changed')
      moved = true
    }
  }
  return statuses
}

/**
 * The facts that a fact rests on which had an approval and have lost it, or are gone: why it counts
 * as changed although it reads as it was approved.
 */
export function lostDependencies(
  fact: Fact,
  statuses: ReadonlyMap<string, FactStatus>,
  records: ReadonlyMap<string, FactRecord>,
): readonly FactId[] {
  return dependenciesOf(fact).filter(
    (id) => records.get(id)?.approval !== undefined && statuses.get(id) !== 'approved',
  )
}
