import type { FactType } from '../fact-types.ts'
import { PROSE_LIMIT, TEXT_LIMIT, type FieldValue } from '../field-spec.ts'
import type { MentionFormat } from '../mentions/mention-format.ts'

/** What words of no known name look like, and which of them a mention would show. */
export interface Phrase {
  readonly type: FactType
  readonly fields: Readonly<Record<string, FieldValue>>
  readonly field: string
  readonly format: MentionFormat
  readonly confidence: number
  readonly shown: string
}

const QUOTED = /^[“"«](.+)[”"»]$/su
const NUMBER = /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/u
const AGREEMENTS: readonly [RegExp, string][] = [
  [/\bcease-?fire\b/iu, 'ceasefire'],
  [/\b(?:truce|armistice)\b/iu, 'truce'],
  [/\b(?:prisoner|hostage)\s+(?:exchange|swap)\b/iu, 'prisoner_exchange'],
  [/\bframework\b/iu, 'framework'],
  [/\b(?:treaty|convention)\b/iu, 'treaty'],
  [/\b(?:agreement|accords?|deal|pact|memorandum)\b|توافق/iu, 'other'],
]

/**
 * Reads words by their shape: a quotation, a number, talks, an agreement, a mechanism, a name; a
 * whole sentence is a statement, and what is none of these an issue.
 */
export function readPhrase(words: string, before: string, after: string): Phrase {
  return (
    quotation(words, before, after) ??
    figure(words, after) ??
    byNoun(words) ??
    name(words, before) ??
    (isSentence(words) ? statement(words, 'paraphrase', 0.5) : issue(words))
  )
}

function quotation(words: string, before: string, after: string): Phrase | undefined {
  const inside = QUOTED.exec(words)?.[1]
  if (inside !== undefined) return statement(inside, 'quote', 0.9)
  const isBetween = /[“"«]\s*$/u.test(before) && /^\s*[”"»]/u.test(after)
  return isBetween ? statement(words, 'quote', 0.9) : undefined
}

const statement = (words: string, kind: 'quote' | 'paraphrase', confidence: number): Phrase => ({
  type: 'statement',
  fields: { words: words.slice(0, PROSE_LIMIT), kind },
  field: 'words',
  format: 'plain',
  confidence,
  shown: words,
})

function figure(words: string, after: string): Phrase | undefined {
  if (!NUMBER.test(words)) return undefined
  const what = /^\s+((?:\p{L}+\s+){0,2}\p{Ll}+s|people|percent)\b/u.exec(after)?.[1]
  return {
    type: 'figure',
    fields: { exact: Number(words.replaceAll(',', '')), ...(what && { what }) },
    field: 'exact',
    format: 'plain',
    confidence: 0.8,
    shown: words,
  }
}

function byNoun(words: string): Phrase | undefined {
  if (words.length > 80 || isSentence(words)) return undefined
  const shown = words.replace(/^the\s+/iu, '')
  const one = (type: FactType, field: string, more: Record<string, FieldValue> = {}): Phrase => ({
    type,
    fields: { [field]: shown, ...more },
    field,
    format: field === 'name' ? 'full' : 'plain',
    confidence: 0.75,
    shown,
  })
  if (/(?:\b(?:talks|negotiations|round)|مذاکرات|گفتگوها|خبرې)$/iu.test(shown)) {
    return one('round', 'title')
  }
  if (/\b(?:mechanism|committee|commission|mission|observer\s+force|task\s+force)$/iu.test(shown)) {
    return one('mechanism', 'name')
  }
  const kind = AGREEMENTS.find(([pattern]) => pattern.test(shown))?.[1]
  return kind === undefined ? undefined : one('agreement', 'name', { kind })
}

/** Two to four capitalised words are a person more often than not; one, after "in", a place. */
function name(words: string, before: string): Phrase | undefined {
  const parts = words.split(/\s+/u)
  const isName = parts.every((part) =>
    /^(?:\p{Lu}[\p{L}\p{M}.'’-]*|al-\p{Lu}\S*|bin|ibn|van|von|de|la|ul)$/u.test(part),
  )
  if (!isName || parts.length > 5) return undefined
  const isPlace = /\b(?:in|at|near|from|outside)\s+$/iu.test(before)
  return {
    type: isPlace ? 'place' : 'person',
    fields: { name: words.slice(0, TEXT_LIMIT) },
    field: 'name',
    format: 'full',
    confidence: parts.length > 1 || isPlace ? 0.7 : 0.5,
    shown: words,
  }
}

const isSentence = (words: string): boolean =>
  /[.!?؟]$/u.test(words) || words.length > 120 || words.split(/\s+/u).length > 14

const issue = (words: string): Phrase => ({
  type: 'issue',
  fields: { title: words.slice(0, TEXT_LIMIT) },
  field: 'title',
  format: 'plain',
  confidence: 0.4,
  shown: words,
})
