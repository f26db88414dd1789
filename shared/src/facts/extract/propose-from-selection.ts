import { factIdSchema, mintId, type FactId } from '../../ids.ts'
import type { Language } from '../../story/meta-doc.ts'
import { parseDates, type DateReference, type ParsedDate } from '../dates/parse-date.ts'
import { fieldsOf, type FactType } from '../fact-types.ts'
import { LABEL_LIMIT, type Fact } from '../fact.ts'
import type { FieldValue, ListItem } from '../field-spec.ts'
import { isMentionFormat, type MentionFormat } from '../mentions/mention-format.ts'
import { readCopy } from './copy.ts'
import { dateSpans } from './date-spans.ts'
import { findNames } from './find-names.ts'
import { factDated, factNamed } from './known-fact.ts'
import type { Proposal } from './proposal.ts'
import { proposeFacts } from './propose-facts.ts'
import { readPhrase } from './read-phrase.ts'

export interface SelectionContext {
  /** The paragraph the words were selected in, its mentions written out. */
  readonly paragraph: string
  /** Where the selected words begin in it, in UTF-16 units. */
  readonly start: number
  readonly language: Language
  readonly reference: DateReference
  /** The story's facts: asked first. */
  readonly facts: readonly Fact[]
}

export interface SelectionProposal {
  readonly type: FactType
  readonly label: string
  readonly fields: Readonly<Record<string, FieldValue>>
  /** What the mention shows in place of the words. */
  readonly field: string
  readonly format: MentionFormat
  /** Which of the selected words give way to it: quotation marks, a space, "the" stay. */
  readonly start: number
  readonly end: number
  readonly confidence: number
  /** The words name this fact, which is there already: mention it, make none. */
  readonly known?: FactId
}

/**
 * What "Make fact" offers for selected words (rules E11–E13, docs/rules/import.md): a fact that is
 * there already, else the date, name or phrase they are, read in their paragraph. Always answers,
 * with the fields filled in, so that Enter is enough.
 */
export function proposeFromSelection(text: string, context: SelectionContext): SelectionProposal {
  const trimmed = text.trim()
  const start = text.indexOf(trimmed)
  const whole = { start, end: start + trimmed.length }
  const known = factNamed(trimmed, context.facts)
  if (known) {
    const { fact, field, isShort } = known
    const format: MentionFormat = field === 'name' ? (isShort ? 'short' : 'full') : 'plain'
    return { ...asKnown(fact), ...withoutArticle(text, whole), field, format }
  }
  return (
    fromDate(text, context) ??
    fromParagraph(trimmed, { ...context, start: context.start + start }, whole) ??
    fromName(trimmed, text, whole) ??
    fromWords(text, trimmed, whole, context)
  )
}

const asKnown = ({ id, type, label, fields }: Fact) => ({
  type,
  label,
  fields,
  known: id,
  confidence: 1,
})

/** The selection is a date, with little else: read in its sentence, where the future shows. */
function fromDate(text: string, context: SelectionContext): SelectionProposal | undefined {
  const { paragraph, start, language, reference } = context
  const isThere = paragraph.startsWith(text, start)
  const found = isThere ? parseDates(paragraph, reference) : parseDates(text, reference)
  const offset = isThere ? start : 0
  const date = found.find((one) => one.start >= offset && one.end <= offset + text.length)
  if (!date || date.text.length < text.trim().length * 0.6) return undefined
  const block = { textField: 'body', block: 0, text: isThere ? paragraph : text } as const
  const copy = readCopy([block], language, reference)
  const [span] = dateSpans(copy, block, date, 'date')
  const range = span ?? date
  const place = { start: range.start - offset, end: range.end - offset }
  const format = isMentionFormat(span?.format) ? span.format : 'long'
  const known = factDated(date, context.facts)
  if (known) return { ...asKnown(known.fact), ...place, field: known.field, format }
  const owner = isThere ? ownerOf(date, context) : undefined
  const shown = owner?.spans.find((one) => one.start >= date.start && one.end <= date.end)
  return {
    type: owner?.type ?? 'date',
    label: owner?.label ?? date.text,
    fields: owner ? knownFields(owner, context) : { date: date.value },
    field: shown?.field ?? 'date',
    format,
    ...place,
    confidence: 0.95,
  }
}

/** What the paragraph makes of the date: a round, an agreement, the next meeting, or a bare date. */
function ownerOf(date: ParsedDate, context: SelectionContext): Proposal | undefined {
  return proposalsOf(context).find(({ spans }) =>
    spans.some((one) => !one.keep && one.start >= date.start && one.end <= date.end),
  )
}

function proposalsOf({ paragraph, language, reference }: SelectionContext): Proposal[] {
  const blocks = [{ textField: 'body', block: 0, text: paragraph } as const]
  let minted = 0
  // These ids never leave this function: what they point at is looked up among the known facts.
  const mint = () => factIdSchema.parse(`selection-${(minted += 1)}`)
  return proposeFacts({ blocks, language, reference }, mint)
}

/** The fields of a proposal, its references only where they lead to facts that are there. */
function knownFields(
  { type, fields }: Proposal,
  context: SelectionContext,
): Record<string, FieldValue> {
  const others = new Map(proposalsOf(context).map((one) => [one.id as string, one]))
  const factFor = (id: unknown) => {
    const other = others.get(String(id))
    return other && factNamed(other.label, context.facts)?.fact.id
  }
  const specs = fieldsOf(type)
  const known: Record<string, FieldValue> = {}
  for (const [key, value] of Object.entries(fields)) {
    const kind = specs[key]?.kind
    if (kind === 'ref') {
      const id = factFor(value)
      if (id) known[key] = id
    } else if (kind === 'refs' && Array.isArray(value)) {
      const ids = value.map(factFor).filter((id) => id !== undefined)
      if (ids.length > 0) known[key] = ids
    } else
      known[key] =
        kind === 'list' ? withOwnIds(value as readonly ListItem[]) : (value as FieldValue)
  }
  return known
}

/** Ids of proposals never leave this file: two selections would make them twice. */
const withOwnIds = (items: readonly ListItem[]): ListItem[] =>
  items.map((item) => ({ ...item, id: mintId() }))

/** The paragraph itself says what the words are: a mediator, a party, a place, a round. */
function fromParagraph(
  words: string,
  context: SelectionContext,
  whole: { start: number; end: number },
): SelectionProposal | undefined {
  const end = context.start + words.length
  for (const proposal of proposalsOf(context)) {
    const span = proposal.spans.find((one) => {
      const isInside = one.start >= context.start && one.end <= end
      return isInside && one.text.length >= words.length - 4 // "the " before it
    })
    if (!span || !isMentionFormat(span.format)) continue
    return {
      type: proposal.type,
      label: proposal.label,
      fields: knownFields(proposal, context),
      field: span.field,
      format: span.format,
      start: whole.start + span.start - context.start,
      end: whole.start + span.end - context.start,
      confidence: proposal.confidence,
    }
  }
  return undefined
}

/** A name of the gazetteer, without a sentence that gives it a part. */
function fromName(
  words: string,
  text: string,
  whole: { start: number; end: number },
): SelectionProposal | undefined {
  const [hit, more] = findNames(words)
  if (!hit || more || hit.text.length < words.length - 4 || hit.as === 'demonym') return undefined
  const { kind, country } = hit.entity
  const isPlace = kind === 'city'
  const partyKind = { country: 'state', bloc: 'bloc', group: undefined, city: undefined }[kind]
  return {
    type: isPlace ? 'place' : 'party',
    label: hit.text,
    fields: {
      name: hit.text,
      ...(isPlace && country !== undefined && { country }),
      ...(partyKind && { kind: partyKind }),
    },
    field: 'name',
    format: 'full',
    ...withoutArticle(text, whole),
    confidence: isPlace ? 0.8 : 0.6,
  }
}

/** Nothing known: the shape of the words decides. */
function fromWords(
  text: string,
  words: string,
  whole: { start: number; end: number },
  { paragraph, start }: SelectionContext,
): SelectionProposal {
  const before = paragraph.slice(0, start + whole.start)
  const after = paragraph.slice(start + whole.end)
  const phrase = readPhrase(words, before, after)
  const at = text.indexOf(phrase.shown, whole.start)
  const place = at < 0 ? whole : { start: at, end: at + phrase.shown.length }
  const { shown, ...rest } = phrase
  return { ...rest, label: (shown || words).slice(0, LABEL_LIMIT) || '…', ...place }
}

function withoutArticle(text: string, { start, end }: { start: number; end: number }) {
  const article = /^the\s+/iu.exec(text.slice(start, end))?.[0] ?? ''
  return { start: start + article.length, end }
}
