import type { DateValue } from '@dateline/shared/facts/dates/date-value'
import { agreesAsStated } from '@dateline/shared/facts/dates/parse-date'
import { renderDate } from '@dateline/shared/facts/dates/render-date'
import type { Fact } from '@dateline/shared/facts/fact'
import { fieldsOf } from '@dateline/shared/facts/fact-types'
import type { FieldSpec } from '@dateline/shared/facts/field-spec'
import { renderField, type MentionContext } from '@dateline/shared/facts/mentions/render-mention'
import type { FactId } from '@dateline/shared/ids'
import { t } from '../i18n/translate.ts'
import { choiceName, fieldName, itemName } from './fact-names.ts'

/** Any fact of the story by id. */
type Facts = MentionContext['fact']

/** One filled field as a card shows it. */
export interface ShownField {
  readonly key: string
  readonly name: string
  readonly text: string
  /** The date disagrees with what its source said. */
  readonly mismatch?: string
}

/** The filled fields of a fact in the order of its form, in the language of the screens. */
export function shownFields(fact: Fact, facts: Facts): readonly ShownField[] {
  return Object.entries(fieldsOf(fact.type)).flatMap(([key, spec]) => {
    const value = fact.fields[key]
    if (value === undefined) return []
    const text = showValue(spec, value, facts)
    if (!text) return []
    const mismatch = spec.kind === 'date' ? mismatchOf(value as DateValue) : undefined
    return [{ key, name: fieldName(fact.type, key), text, ...(mismatch && { mismatch }) }]
  })
}

/** One value in words: dates in both calendars, references by name. */
export function showValue(spec: FieldSpec, value: unknown, facts: Facts): string {
  switch (spec.kind) {
    case 'date':
      return renderDate(value as DateValue, 'both', 'en')
    case 'choice':
      return choiceName(String(value))
    case 'ref':
      return factName(String(value), facts)
    case 'refs':
      return (value as readonly string[]).map((id) => factName(id, facts)).join(', ')
    case 'list':
      return (value as readonly Record<string, unknown>[])
        .map((row) => showRow(spec.item, row, facts))
        .join('; ')
    case 'text':
    case 'prose':
    case 'url':
    case 'number':
      return String(value)
    default:
      return spec satisfies never
  }
}

function showRow(
  item: Readonly<Record<string, FieldSpec>>,
  row: Readonly<Record<string, unknown>>,
  facts: Facts,
): string {
  const parts = Object.entries(item).flatMap(([key, spec]) =>
    row[key] === undefined ? [] : [{ key, text: showValue(spec, row[key], facts) }],
  )
  if (parts.length === 1) return parts[0]?.text ?? ''
  return parts.map(({ key, text }) => `${itemName(key)}: ${text}`).join(', ')
}

export function factName(id: string, facts: Facts): string {
  const fact = facts(id)
  if (!fact) return t('form.ref.gone')
  const name = renderField(fact, 'name', 'full', { language: 'en', fact: facts })
  return name ?? (fact.label || t('fact.noLabel'))
}

/** What the source said when it does not agree with the day, as a sentence. */
export function mismatchOf(date: DateValue): string | undefined {
  if (!date.asStated || agreesAsStated(date)) return undefined
  const day = renderDate({ ...date, precision: 'day' }, 'both', 'en')
  return t('date.mismatch', { stated: date.asStated.text, day })
}

/** What differs between two states of one fact: field by field, was and now. */
export interface Difference {
  readonly key: string
  readonly name: string
  readonly was: string
  readonly now: string
}

/** The differences an editor must judge; sources and all. Pure. */
export function differences(was: Fact, now: Fact, facts: Facts): readonly Difference[] {
  const rows: Difference[] = []
  const compare = (key: string, name: string, a: string, b: string) => {
    if (a !== b) rows.push({ key, name, was: a, now: b })
  }
  compare('label', t('fact.label'), was.label, now.label)
  for (const [key, spec] of Object.entries(fieldsOf(now.type))) {
    const show = (fact: Fact) =>
      fact.fields[key] === undefined ? '' : showValue(spec, fact.fields[key], facts)
    compare(key, fieldName(now.type, key), show(was), show(now))
  }
  compare('sources', t('source.title'), showSources(was), showSources(now))
  compare(
    'sensitivity',
    t('fact.sensitivity'),
    t(`fact.sensitivity.${was.sensitivity}`),
    t(`fact.sensitivity.${now.sensitivity}`),
  )
  const names = (ids: readonly FactId[]) => ids.map((id) => factName(id, facts)).join(', ')
  compare('dependsOn', t('fact.dependsOn'), names(was.dependsOn), names(now.dependsOn))
  return rows
}

function showSources(fact: Fact): string {
  return fact.sources
    .map((source) =>
      [
        t(`source.kind.${source.kind}`),
        source.publisher ?? source.descriptor,
        source.url,
        source.excerpt && `“${source.excerpt}”`,
        source.record && choiceName(source.record),
        source.anonymityReason,
      ]
        .filter(Boolean)
        .join(', '),
    )
    .join('; ')
}
