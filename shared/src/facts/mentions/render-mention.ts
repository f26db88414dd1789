import type { Language } from '../../story/meta-doc.ts'
import type { DateValue } from '../dates/date-value.ts'
import { renderDate } from '../dates/render-date.ts'
import { otherValue, type Dispute } from '../dispute.ts'
import { fieldSpec } from '../fact-types.ts'
import type { Fact } from '../fact.ts'
import type { FieldValue } from '../field-spec.ts'
import { choiceWords } from './choice-words.ts'
import { DATE_FORMATS, isMentionFormat, mainField, type DateFormat } from './mention-format.ts'
import { renderList } from './render-list.ts'
import { currentRole, renderPhrase } from './render-phrase.ts'

/** What a mention in prose holds: no copy of the value, only where to find it (rule M1). */
export interface MentionRef {
  readonly factId: string
  readonly field: string
  readonly format: string
}

export interface MentionContext {
  readonly language: Language
  /** Any fact of the story by id, for fields that point at other facts. */
  readonly fact: (id: string) => Fact | undefined
  /** Facts whose names stand earlier in the same text: `auto` writes those short (rule M5). */
  readonly named?: ReadonlySet<string>
  /** What stands beside a fact's value; left out where only the fact's own value is asked for. */
  readonly dispute?: ((id: string) => Dispute | undefined) | undefined
}

/**
 * The words a mention shows, or undefined when its fact, or the value, is not there. One function
 * for the screen, the word count, the gate and every export, so they cannot disagree (rule M1).
 */
export function renderMention(ref: MentionRef, context: MentionContext): string | undefined {
  const fact = context.fact(ref.factId)
  const words = fact && renderField(fact, ref.field, ref.format, context)
  const dispute = context.dispute?.(ref.factId)
  if (!fact || words === undefined || !dispute) return words
  if (ref.field !== dispute.field && ref.field !== 'phrase') return words
  return bothSides(fact, words, dispute, ref, context)
}

const SAYS: Readonly<Record<Language, Readonly<Record<'says' | 'denies' | 'between', string>>>> = {
  en: { says: 'says', denies: 'denies it', between: '; ' },
  prs: { says: 'می‌گوید', denies: 'آن را رد می‌کند', between: '؛ ' },
  ps: { says: 'وايي', denies: 'يې ردوي', between: '؛ ' },
}

/** What it takes to write both sides out. */
export type SidesOf = Pick<Dispute, 'field' | 'ours' | 'theirs' | 'value'>

/** "The ministry says 12; the hospital says 20": it takes no side (rule M8). */
export function bothSides(
  fact: Fact,
  words: string,
  dispute: SidesOf,
  { field, format }: Pick<MentionRef, 'field' | 'format'>,
  context: MentionContext,
): string {
  const { says, denies, between } = SAYS[context.language]
  const value = otherValue(dispute)
  const other = value === undefined ? undefined : { ...fact.fields, [dispute.field]: value }
  const theirs = other && renderField({ ...fact, fields: other }, field, format, context)
  const answer = theirs === undefined ? denies : `${says} ${theirs}`
  return `${dispute.ours} ${says} ${words}${between}${dispute.theirs} ${answer}`
}

export function renderField(
  fact: Fact,
  field: string,
  format: string,
  context: MentionContext,
): string | undefined {
  if (field === 'label') return fact.label
  if (field === 'phrase') return renderPhrase(fact, context, renderField)
  const spec = fieldSpec(fact.type, field)
  const value = spec && fact.fields[field]
  if (value === undefined || !spec) return undefined
  switch (spec.kind) {
    case 'date':
      return renderDate(value as DateValue, dateFormat(format), context.language)
    case 'ref':
      return nameOf(wordsOf(value), format, context)
    case 'refs':
      return renderList(
        (value as readonly string[])
          .map((id) => nameOf(id, format === 'auto' ? 'auto' : 'full', context))
          .filter((name) => name !== undefined),
        context.language,
      )
    case 'text':
      return field === 'name' && isShort(fact.id, format, context)
        ? wordsOf(fact.fields['shortName'] ?? value)
        : wordsOf(value)
    case 'number':
      return numberFormat(context.language).format(Number(value))
    case 'choice':
      return choiceWords(wordsOf(value), context.language)
    case 'prose':
    case 'url':
      return wordsOf(value)
    case 'list':
      return field === 'roles' ? currentRole(fact, context) : undefined
    default:
      return spec satisfies never
  }
}

/** A name in the format `auto` is short where it stands in the text already (rule M5). */
const isShort = (id: string, format: string, { named }: MentionContext): boolean =>
  format === 'short' || (format === 'auto' && (named?.has(id) ?? false))

const wordsOf = (value: FieldValue): string => (typeof value === 'string' ? value : '')

/** BCP 47 locale of a story's language; digits follow it. */
export function localeOf(language: Language): string {
  return { en: 'en', prs: 'fa-AF', ps: 'ps' }[language]
}

const numberFormats = new Map<Language, Intl.NumberFormat>() // dear to make, asked for at every keystroke

function numberFormat(language: Language): Intl.NumberFormat {
  const known = numberFormats.get(language) ?? new Intl.NumberFormat(localeOf(language))
  numberFormats.set(language, known)
  return known
}

function nameOf(id: string, format: string, context: MentionContext): string | undefined {
  const fact = context.fact(id)
  if (!fact) return undefined
  const field = mainField(fact.type)
  return (
    renderField(fact, field, isShort(id, format, context) ? 'short' : 'full', context) ?? fact.label
  )
}

const dateFormat = (format: string): DateFormat =>
  isMentionFormat(format) && (DATE_FORMATS as readonly string[]).includes(format)
    ? (format as DateFormat)
    : 'long'
