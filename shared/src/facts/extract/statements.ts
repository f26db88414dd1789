import type { FieldValue } from '../field-spec.ts'
import { antecedentOf } from './antecedent.ts'
import type { Attribution } from './attribution.ts'
import type { Copy } from './copy.ts'
import type { DatedDraft } from './dated.ts'
import { keptSpan, spanOf, type Draft, type Mint } from './draft.ts'
import { findNames } from './find-names.ts'
import type { People } from './people.ts'
import type { Reading } from './readings.ts'
import type { Range } from './sentence-ranges.ts'
import type { Speaker } from './speaker.ts'

/** Who speaks, as the fields of a statement, and how a label names them. */
interface Voice {
  readonly name: string
  readonly fields: Readonly<Record<string, FieldValue>>
  readonly descriptor?: string
}

interface Said {
  readonly reading: Reading
  readonly voice: Voice
  readonly kind: Attribution['kind']
  /** In the block, one for each part. */
  readonly ranges: Range[]
}

/**
 * Statements of a copy: who said what, in quotation marks or reported, with the role they spoke in.
 * A quotation that nobody is clearly the speaker of is left out.
 */
export function statementDrafts(
  copy: Copy,
  readings: readonly Reading[],
  people: People,
  names: ReadonlyMap<string, Draft>,
  mint: Mint,
): DatedDraft[] {
  const all: Said[] = []
  let issuers: Voice | undefined // of the newest statement in writing: what "the statement said" means
  readings.forEach((reading, index) => {
    const { unit, attribution } = reading
    const last = all.at(-1)
    if (!attribution) {
      if (last && goesOn(reading, readings[index - 1], last)) last.ranges.push(...unit.quotes)
      return
    }
    const { speaker, kind, words } = attribution
    const voice =
      speaker.kind === 'document'
        ? issuers
        : speaker.kind === 'pronoun'
          ? voiceOf(antecedentOf(readings, index, people))
          : namedVoice(speaker, people, names)
    if (!voice) return
    if (/\b(?:statement|communiqu)/iu.test(unit.masked) && speaker.kind !== 'anonymous') {
      issuers = voice
    }
    const ranges = words.map((one) => ({
      start: one.start + unit.start,
      end: one.end + unit.start,
    }))
    all.push({ reading, voice, kind, ranges })
  })
  return saidOnce(all.map((said) => draftOf(said, mint)).filter((one) => one !== undefined))
}

/** The same words of the same speaker, in the standfirst and again in the body, are one statement. */
function saidOnce(drafts: readonly DatedDraft[]): DatedDraft[] {
  const known = new Map<string, DatedDraft>()
  for (const one of drafts) {
    const { fields, source } = one.draft
    const { words, speaker, roleAtTime } = fields
    const key = JSON.stringify([words, speaker ?? roleAtTime, source?.descriptor])
    const first = known.get(key)
    const spans = [...(first?.draft.spans ?? []), ...one.draft.spans]
    known.set(key, first ? { ...first, draft: { ...first.draft, spans } } : one)
  }
  return [...known.values()]
}

/** A quotation that stands alone in the same paragraph goes on what was quoted before it. */
function goesOn({ unit }: Reading, before: Reading | undefined, last: Said): boolean {
  if (unit.quotes.length === 0 || before?.unit.block !== unit.block) return false
  if (last.kind !== 'quote' || last.reading.unit.block !== unit.block) return false
  const isSpoken = before === last.reading || before.attribution === undefined
  return isSpoken && /^\s*[“"«„][^”"»]*[”"»]?\s*$/u.test(unit.masked)
}

const voiceOf = (draft: Draft | undefined): Voice | undefined =>
  draft && { name: draft.label, fields: { speaker: draft.id } }

function namedVoice(
  speaker: Exclude<Speaker, { kind: 'pronoun' | 'document' }>,
  people: People,
  names: ReadonlyMap<string, Draft>,
): Voice | undefined {
  switch (speaker.kind) {
    case 'person':
    case 'surname': {
      const voice = voiceOf(people.byName(speaker.name))
      const role = speaker.kind === 'person' ? speaker.role : undefined
      if (!voice || role === undefined) return voice
      return { ...voice, fields: { ...voice.fields, roleAtTime: role } }
    }
    case 'names':
      return jointVoice(speaker, names)
    case 'anonymous': {
      const { descriptor } = speaker
      return {
        name: descriptor.charAt(0).toUpperCase() + descriptor.slice(1),
        fields: {},
        descriptor,
      }
    }
    case 'institution': {
      const behind = findNames(speaker.name).map((hit) => names.get(hit.entity.key))
      const [side] = behind.filter((one) => one?.type === 'party' || one?.type === 'mediator')
      const fields = { roleAtTime: speaker.name, ...(side && { onBehalfOf: side.id }) }
      return { name: speaker.name, fields }
    }
    default:
      return speaker satisfies never
  }
}

/** "Turkey and Qatar said": the first is the speaker, the channel says with whom. */
function jointVoice(
  { hits }: Extract<Speaker, { kind: 'names' }>,
  names: ReadonlyMap<string, Draft>,
): Voice | undefined {
  const [first, ...others] = hits
  if (!first) return undefined
  const draft = names.get(first.entity.key)
  const isSide = draft?.type === 'party' || draft?.type === 'mediator'
  const list = hits.map(({ text }) => text)
  const channel = others.length > 0 && {
    channel: `joint statement with ${others.map(({ text }) => text).join(' and ')}`,
  }
  return {
    name: list.length > 1 ? `${list.slice(0, -1).join(', ')} and ${list.at(-1)}` : first.text,
    fields: { ...(isSide ? { speaker: draft.id } : { roleAtTime: first.text }), ...channel },
  }
}

const LABEL_WORDS = 9

function draftOf({ reading, voice, kind, ranges }: Said, mint: Mint): DatedDraft | undefined {
  const { unit, attribution } = reading
  const { text } = unit.block
  const parts = ranges.map((range) => withoutEnds(text, range)).filter((one) => one.end > one.start)
  const [first] = parts
  if (!first || !attribution) return undefined
  const said = parts.map((one, at) => {
    const last = at === parts.length - 1
    return text.slice(one.start, last ? one.end : (ranges[at]?.end ?? one.end)).trim()
  })
  const words = said.join(' ')
  const isWhole = kind === 'quote' && parts.length === 1
  // The words of one quotation, letter for letter, may become its mention (E8); nothing else may.
  const spans = parts.map((one) =>
    isWhole && one.end - one.start <= 2_000
      ? spanOf(unit.block, one, 'words', 'plain')
      : keptSpan(unit.block, one, 'words'),
  )
  const head = {
    start: attribution.head.start + unit.start,
    end: attribution.head.end + unit.start,
  }
  const date = unit.dates.find((one) => one.start >= head.start && one.end <= head.end)
  const fields: Record<string, FieldValue> = {
    words,
    kind,
    ...voice.fields,
    ...(date && { date: date.value }),
  }
  const shown = words.split(/\s+/u)
  const start = shown.slice(0, LABEL_WORDS).join(' ') + (shown.length > LABEL_WORDS ? '…' : '')
  const label = `${voice.name}: ${kind === 'quote' ? `“${start}”` : start}`
  const confidence = kind === 'quote' ? 0.9 : voice.descriptor === undefined ? 0.8 : 0.7
  const draft: Draft = {
    id: mint(),
    type: 'statement',
    label,
    fields,
    spans,
    confidence,
    ...(voice.descriptor !== undefined && {
      source: { kind: 'anonymous', descriptor: voice.descriptor.slice(0, 500) },
    }),
  }
  return { draft, field: 'date', ...(date && { date }) }
}

/** The comma before the closing mark is the sentence's, not the speaker's. */
function withoutEnds(text: string, { start, end }: Range): Range {
  const words = text.slice(start, end)
  const lead = /^\s*/u.exec(words)?.[0].length ?? 0
  const tail = /[\s,]*$/u.exec(words)?.[0].length ?? 0
  return { start: start + lead, end: Math.max(start + lead, end - tail) }
}
