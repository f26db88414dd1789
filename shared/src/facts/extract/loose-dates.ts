import type { ParsedDate } from '../dates/parse-date.ts'
import type { Copy, Sentence } from './copy.ts'
import { dateSpans } from './date-spans.ts'
import { dateKey, datesOf, type DatedDraft } from './dated.ts'
import type { Draft, Mint } from './draft.ts'
import type { Span } from './proposal.ts'

/**
 * Gives every date of the copy an owner: the first of `dated` that has it, or else a plain date
 * fact, labelled with what the copy says happened then.
 */
export function withDates(copy: Copy, dated: readonly DatedDraft[], mint: Mint): Draft[] {
  const found = new Map<string, { date: ParsedDate; sentence: Sentence }[]>()
  for (const sentence of copy.sentences) {
    for (const date of sentence.dates) {
      const key = dateKey(date)
      const sightings = found.get(key) ?? []
      sightings.push({ date, sentence })
      found.set(key, sightings)
    }
  }
  const spansOf = (key: string, field: string): Span[] =>
    (found.get(key) ?? []).flatMap(({ date, sentence }) =>
      dateSpans(copy, sentence.block, date, field),
    )
  const taken = new Set<string>()
  const owned = dated.map((one) => {
    const spans = datesOf(one).flatMap(({ field, date }) => {
      const key = dateKey(date)
      if (taken.has(key)) return []
      taken.add(key)
      return spansOf(key, field)
    })
    return { ...one.draft, spans: [...one.draft.spans, ...spans] }
  })
  const loose = [...found]
    .filter(([key]) => !taken.has(key))
    .flatMap(([key, [first]]): Draft[] => {
      if (!first) return []
      const fields = { date: first.date.value }
      const spans = spansOf(key, 'date')
      return [{ id: mint(), type: 'date', label: labelOf(first), fields, spans, confidence: 0.85 }]
    })
  return [...owned, ...loose]
}

const LABEL_WORDS = 6

/**
 * The words before the date, without the preposition: "Agreed upon in Doha". Not the date itself,
 * which would go stale in the label when the field is changed.
 */
function labelOf({ date, sentence }: { date: ParsedDate; sentence: Sentence }): string {
  const before = sentence
    .words(sentence.start, date.start)
    .replace(/[\s(,–—-]+(?:on|in|at|by|from|since|until|of|before|after)?\s*[("“]?$/iu, '')
  const clause =
    before.split(/[,;:—–(“"]\s*|\b(?:that|which|who)\s+(?:(?:was|were|is|has|had)\s+)?/iu).at(-1) ??
    ''
  const words = clause
    .trim()
    .split(/\s+/u)
    .filter(Boolean)
    .slice(-LABEL_WORDS)
    .join(' ')
    .replace(/^(?:(?:and|but|or|while|when|after|before|as|if|to|of|the|an?)\s+)+/iu, '')
  return words ? words.charAt(0).toUpperCase() + words.slice(1) : date.text
}
