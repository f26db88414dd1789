import type { Fact } from '@dateline/shared/facts/fact'
import type { FactType } from '@dateline/shared/facts/fact-types'
import type { MentionContext } from '@dateline/shared/facts/mentions/render-mention'
import { shownFields } from './show-field.ts'

/** The fields that tell one fact of a type from another at a glance, in this order. */
const MAIN: Readonly<Record<FactType, readonly string[]>> = {
  round: ['dates', 'place'],
  party: ['shortName', 'kind'],
  mediator: ['role', 'since'],
  person: ['nativeName', 'roles'],
  agreement: ['signedOn', 'place'],
  mechanism: ['status', 'purpose'],
  statement: ['words', 'speaker'],
  issue: ['state', 'positions'],
  figure: ['exact', 'min', 'max', 'place'],
  meeting: ['date', 'place', 'certainty'],
  date: ['date'],
  place: ['country'],
}
/** "At least 12" says what "12" does not. */
const NAMED: readonly FactType[] = ['figure']

/** What a fact says, in one line for its closed card; empty when its label says it all. */
export function mainValue(fact: Fact, facts: MentionContext['fact']): string {
  const shown = shownFields(fact, facts)
  return MAIN[fact.type]
    .flatMap((key) => shown.filter((field) => field.key === key && field.text !== fact.label))
    .map(({ name, text }) => (NAMED.includes(fact.type) ? `${name} ${text}` : text))
    .join(' · ')
}
