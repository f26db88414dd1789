import type { Fact } from '@dateline/shared/facts/fact'
import { fieldsOf, type FactType } from '@dateline/shared/facts/fact-types'
import type { FieldSpec } from '@dateline/shared/facts/field-spec'
import type { MentionContext } from '@dateline/shared/facts/mentions/render-mention'
import { fieldName } from './fact-names.ts'
import { showValue } from './show-field.ts'

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

/** Of these fields the one that says most of the fact. */
export function mainValueKey(fact: Fact, fields: readonly string[]): string {
  const keys = ARE_NAMES.includes(fact.type) ? ['name'] : MAIN[fact.type]
  return keys.find((key) => fields.includes(key)) ?? fields[0] ?? ''
}
const ARE_NAMES: readonly FactType[] = ['place', 'party', 'mediator', 'person']

/** What a fact says, in short, for its closed card; none when its label says it all. */
export function mainValues(fact: Fact, facts: MentionContext['fact']): readonly string[] {
  const specs = fieldsOf(fact.type)
  return MAIN[fact.type].flatMap((key) => {
    const [spec, value] = [specs[key], fact.fields[key]]
    if (!spec || value === undefined) return []
    const text = spec.kind === 'list' ? showRows(spec, value, facts) : showValue(spec, value, facts)
    if (!text || text === fact.label) return []
    return [NAMED.includes(fact.type) ? `${fieldName(fact.type, key)} ${text}` : text]
  })
}

/** Rows without the names of their cells: "press officer, mediating team". */
function showRows(
  { item }: Extract<FieldSpec, { kind: 'list' }>,
  value: unknown,
  facts: MentionContext['fact'],
): string {
  const show = (row: Readonly<Record<string, unknown>>) =>
    Object.entries(item)
      .flatMap(([key, spec]) => (row[key] === undefined ? [] : [showValue(spec, row[key], facts)]))
      .join(', ')
  return (value as readonly Record<string, unknown>[]).map(show).join('; ')
}
