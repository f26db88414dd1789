import { fieldsOf, type FactType } from '../facts/fact-types.ts'
import type { Fact } from '../facts/fact.ts'
import type { FieldValue } from '../facts/field-spec.ts'

/** Fields that are the desk's own words and never a reader's. */
const DESK_FIELDS: Partial<Record<FactType, readonly string[]>> = { party: ['styleNote'] }

/** What a statement's own ground rules hide: nothing of it, who said it, or also in what role. */
const HIDDEN_BY_RECORD: Readonly<Record<string, readonly string[] | 'everything'>> = {
  on: [],
  background: ['speaker', 'onBehalfOf'],
  deep_background: ['speaker', 'onBehalfOf', 'roleAtTime'],
  off: 'everything',
  embargoed_until: 'everything',
}

/**
 * The part of a fact that readers may ever see (rule X3, docs/rules/gate.md): its open fields,
 * without sources. Prose, gate and exports all read facts through this, so what is private has no
 * words to print.
 *
 * @returns undefined when nothing of it is for print: desk-only, restricted, off the record
 */
export function publicFact(fact: Fact): Fact | undefined {
  if (fact.sensitivity !== 'open') return undefined
  const hidden = hiddenFields(fact)
  if (hidden === 'everything') return undefined
  const fields: Record<string, FieldValue> = {}
  for (const key of Object.keys(fieldsOf(fact.type))) {
    const value = fact.fields[key]
    if (value !== undefined && !hidden.includes(key)) fields[key] = value
  }
  const { id, type, label } = fact
  return { id, type, label, fields, sources: [], dependsOn: [], sensitivity: 'open' }
}

function hiddenFields(fact: Fact): readonly string[] | 'everything' {
  const desk = DESK_FIELDS[fact.type] ?? []
  if (fact.type !== 'statement') return desk
  const { record = 'on' } = fact.fields
  const byRecord = HIDDEN_BY_RECORD[typeof record === 'string' ? record : ''] ?? 'everything'
  return byRecord === 'everything' ? byRecord : [...desk, ...byRecord]
}
