import type { Fact } from '@dateline/shared/facts/fact'
import { FACT_TYPE_NAMES } from '@dateline/shared/facts/fact-types'
import type { FactStatus } from '@dateline/shared/facts/status'

export const FACT_FILTERS = ['all', 'open', 'risk'] as const
export type FactFilter = (typeof FACT_FILTERS)[number]
export type Statuses = ReadonlyMap<string, FactStatus>

const OPEN: readonly FactStatus[] = ['proposed', 'needs_source', 'in_check']
const AT_RISK: readonly FactStatus[] = ['changed', 'disputed', 'retracted']
/** What needs somebody comes first; a retracted fact needs nobody but must be seen. */
const URGENCY: readonly FactStatus[] = [
  'changed',
  'disputed',
  'retracted',
  'in_check',
  'needs_source',
  'proposed',
  'approved',
]

export const statusIn = (statuses: Statuses, factId: string): FactStatus =>
  statuses.get(factId) ?? 'proposed'

export function fits(status: FactStatus, filter: FactFilter): boolean {
  if (filter === 'all') return true
  return (filter === 'open' ? OPEN : AT_RISK).includes(status)
}

/** By what needs attention, then by type as the types are listed, then by label. Pure. */
export function sortFacts(facts: readonly Fact[], statuses: Statuses): readonly Fact[] {
  const urgency = (fact: Fact) => URGENCY.indexOf(statusIn(statuses, fact.id))
  const place = (fact: Fact) => FACT_TYPE_NAMES.indexOf(fact.type)
  return facts.toSorted(
    (a, b) =>
      urgency(a) - urgency(b) ||
      place(a) - place(b) ||
      a.label.localeCompare(b.label) ||
      (a.id < b.id ? -1 : 1),
  )
}
