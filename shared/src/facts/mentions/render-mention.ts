import type { Language } from '../../story/meta-doc.ts'
import type { DateValue } from '../dates/date-value.ts'
import { renderDate } from '../dates/render-date.ts'
import { fieldSpec } from '../fact-types.ts'
import type { Fact } from '../fact.ts'
import type { FieldValue } from '../field-spec.ts'
import { choiceWords } from './choice-words.ts'
import { DATE_FORMATS, isMentionFormat, mainField, type DateFormat } from './mention-format.ts'

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
}

/**
 * The words a mention shows, or undefined when its fact, or the value, is not there. One function
 * for the screen, the word count, the gate and every export, so they cannot disagree (rule M1).
 */
export function renderMention(ref: MentionRef, context: MentionContext): string | undefined {
  const fact = context.fact(ref.factId)
  return fact && renderField(fact, ref.field, ref.format, context)
}

export function renderField(
  fact: Fact,
  field: string,
  format: string,
  context: MentionContext,
): string | undefined {
  if (field === 'label') return fact.label
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
          .map((id) => nameOf(id, 'full', context))
          .filter((name) => name !== undefined),
        context.language,
      )
    case 'text':
      return field === 'name' && format === 'short'
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
      return undefined
    default:
      return spec satisfies never
  }
}

const wordsOf = (value: FieldValue): string => (typeof value === 'string' ? value : '')

/** "Turkey and Qatar"; "Turkey, Qatar and the United Nations"; in Dari and Pashto with their own "and". */
export function renderList(names: readonly string[], language: Language): string | undefined {
  if (names.length === 0) return undefined
  const [and, comma] = { en: ['and', ', '], prs: ['و', '، '], ps: ['او', '، '] }[language] as [
    string,
    string,
  ]
  const last = names.at(-1) ?? ''
  if (names.length === 1) return last
  return `${names.slice(0, -1).join(comma)} ${and} ${last}`
}

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
  return renderField(fact, field, format === 'short' ? 'short' : 'full', context) ?? fact.label
}

const dateFormat = (format: string): DateFormat =>
  isMentionFormat(format) && (DATE_FORMATS as readonly string[]).includes(format)
    ? (format as DateFormat)
    : 'long'
