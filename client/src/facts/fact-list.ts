import type { Fact } from '@dateline/shared/facts/fact'
import { FACT_TYPE_NAMES } from '@dateline/shared/facts/fact-types'
import type { FactStatus } from '@dateline/shared/facts/status'

export const FACT_FILTERS = ['all', 'open', 'risk'] as const
export type FactFilter = (typeof FACT_FILTERS)[number]

const OPEN: readonly FactStatus[] = ['proposed', 'needs_source', 'in_check']
const AT_RISK: readonly FactStatus[] = ['changed', 'disputed', 'retracted']

export function fits(status: FactStatus, filter: FactFilter): boolean {
  if (filter === 'all') return true
  return (filter === 'open' ? OPEN : AT_RISK).includes(status)
}

/** By type, as the types are listed, then by label: an order that no approval moves. Pure. */
export function sortFacts(facts: readonly Fact[]): readonly Fact[] {
  const place = (fact: Fact) => FACT_TYPE_NAMES.indexOf(fact.type)
  return facts.toSorted(
    (a, b) => place(a) - place(b) || a.label.localeCompare(b.label) || (a.id < b.id ? -1 : 1),
  )
}
