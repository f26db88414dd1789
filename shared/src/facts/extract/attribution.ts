import type { PersonHit } from './persons.ts'
import {
  needsThat,
  ONLY_WHEN,
  SAY,
  UNTIL_CLAUSE,
  UNTIL_CLAUSE_TOLD,
  UNTIL_QUOTE,
  UNTIL_QUOTE_TOLD,
  UNTIL_THAT,
  UNTIL_THAT_TOLD,
} from './say-verbs.ts'
import type { Range } from './sentence-ranges.ts'
import { readSpeaker, type Speaker } from './speaker.ts'
import type { Unit } from './units.ts'

/** Who said what in one unit. Offsets are the unit's. */
export interface Attribution {
  readonly speaker: Speaker
  readonly kind: 'quote' | 'paraphrase' | 'denial'
  /** What was said: one stretch, or the parts of a quotation that "he said" divides. */
  readonly words: readonly Range[]
  /** The words that attribute, where a date says when it was said. */
  readonly head: Range
}

/** The attribution of a unit: by a verb of saying or by "according to". The first that reads. */
export function attributionIn(unit: Unit, persons: readonly PersonHit[]): Attribution | undefined {
  return accordingTo(unit, persons) ?? byVerb(unit, persons)
}

const ACCORDING = /(?<![\p{L}])according\s+to\s+/iu

function accordingTo(unit: Unit, persons: readonly PersonHit[]): Attribution | undefined {
  const { masked } = unit
  const match = ACCORDING.exec(masked)
  if (!match) return undefined
  const from = match.index + match[0].length
  const isFirst = match.index <= 1
  for (const end of endsFrom(masked, from)) {
    if (isFirst && masked[end] !== ',') continue
    const speaker = readSpeaker(unit, persons, from, end)
    if (!speaker) continue
    const clause = isFirst ? trimmed(unit, end + 1, masked.length) : trimmed(unit, 0, match.index)
    return clauseOf(unit, speaker, clause, { start: match.index, end }, 'paraphrase')
  }
  return undefined
}

/** More verbs of saying than any sentence has: what has more is no sentence. */
const MOST_VERBS = 12

function byVerb(unit: Unit, persons: readonly PersonHit[]): Attribution | undefined {
  for (const match of unit.masked.matchAll(SAY).take(MOST_VERBS)) {
    const verb = match.groups?.['verb']?.toLowerCase() ?? ''
    const range = { start: match.index, end: match.index + match[0].length }
    const found = subjectFirst(unit, persons, range, verb) ?? inverted(unit, persons, range)
    if (found) return found
  }
  return undefined
}

/** "X said (that) …", "…, X said", "“…,” X said". */
function subjectFirst(
  unit: Unit,
  persons: readonly PersonHit[],
  verb: Range,
  word: string,
): Attribution | undefined {
  const speakers = startsBefore(unit.masked, verb.start).flatMap((start) => {
    const speaker = readSpeaker(unit, persons, start, verb.start)
    return speaker ? [{ start, speaker }] : []
  })
  // "Hamid Karimi, the Taliban spokesman, said": the person, not the office alone.
  const ordered = [
    ...speakers.filter(({ speaker }) => speaker.kind === 'person'),
    ...speakers.filter(({ speaker }) => speaker.kind !== 'person'),
  ]
  for (const { start, speaker } of ordered) {
    const before = unit.masked.slice(0, start)
    const after = unit.masked.slice(verb.end)
    const isAfterClause = /[”"»]\s*$/u.test(before) || /[^,]{12},\s*$/u.test(before)
    if (isAfterClause && ONLY_WHEN.test(after)) return trailing(unit, speaker, { ...verb, start })
    if (isAfterClause && /^,?\s*$/u.test(outsideQuotes(unit, 0, start))) {
      return trailing(unit, speaker, { ...verb, start })
    }
    const led = leading(unit, speaker, { start, end: verb.end }, word, after)
    if (led) return led
  }
  return undefined
}

/** "“…,” said X", "…, said X". */
function inverted(unit: Unit, persons: readonly PersonHit[], verb: Range): Attribution | undefined {
  const before = unit.masked.slice(0, verb.start)
  if (!/[,”"»?!]\s*$/u.test(before) || before.trim().length < 4) return undefined
  for (const end of endsFrom(unit.masked, verb.end)) {
    const speaker = readSpeaker(unit, persons, verb.end, end)
    if (speaker) return trailing(unit, speaker, { start: verb.start, end })
  }
  return undefined
}

function trailing(unit: Unit, speaker: Speaker, head: Range): Attribution | undefined {
  const { quotes, start } = unit
  const isQuotes = /^[\s,]*$/u.test(outsideQuotes(unit, 0, head.start))
  if (isQuotes && quotes.length > 0) {
    const rest = unit.masked.slice(head.end)
    const words = quotes.map((one) => ({ start: one.start - start, end: one.end - start }))
    const isSplit = words.length > 1 && /^[^.;:]*[,:]?\s*[“"«„]/u.test(rest)
    const own = isSplit ? words : words.filter((one) => one.end <= head.start)
    return { speaker, kind: 'quote', words: own, head: widened(unit, head) }
  }
  const clause = trimmed(unit, 0, head.start)
  return clauseOf(unit, speaker, clause, widened(unit, head), 'paraphrase')
}

/** "on Friday" after the verb belongs to the attribution. */
const widened = (unit: Unit, { start, end }: Range): Range => ({
  start,
  end: end + (/^[^“"«.,;:]{0,60}/u.exec(unit.masked.slice(end))?.[0].length ?? 0),
})

function leading(
  unit: Unit,
  speaker: Speaker,
  head: Range,
  verb: string,
  after: string,
): Attribution | undefined {
  const isDenial = verb.startsWith('den')
  const end = unit.masked.length
  if (verb === 'described') {
    return / as /u.test(after)
      ? clauseOf(unit, speaker, trimmed(unit, head.end, end), head, 'paraphrase')
      : undefined
  }
  const isTold = verb === 'told'
  const quote = (isTold ? UNTIL_QUOTE_TOLD : UNTIL_QUOTE).exec(after)
  const from = head.end + (quote?.[0].length ?? 0)
  if (quote && !isDenial) {
    const words = quotesFrom(unit, from)
    if (words && (isLong(unit, words) || /:\s+$/u.test(quote[0]))) {
      return { speaker, kind: 'quote', words, head: { start: head.start, end: from } }
    }
  }
  const closing = isDenial ? undefined : closingQuote(unit, after, head.end)
  if (closing) return { speaker, kind: 'quote', words: [closing], head }
  const that =
    UNTIL_THAT.exec(after) ?? (/^(?:told|warned)$/u.test(verb) ? UNTIL_THAT_TOLD.exec(after) : null)
  const gap = that ?? withoutThat(verb).exec(after)
  if (!gap) return undefined
  const clause = head.end + gap[0].length
  const kind = isDenial ? 'denial' : 'paraphrase'
  const isClause = that !== null || isDenial || hasVerb(unit.masked.slice(clause, end))
  if (!isClause) return undefined
  return clauseOf(
    unit,
    speaker,
    trimmed(unit, clause, end),
    { start: head.start, end: clause },
    kind,
  )
}

/** "said he no longer followed the news: “I count days.”": the quotation is what was said. */
function closingQuote(unit: Unit, after: string, offset: number): Range | undefined {
  const lead = /^[^“"«;:]{1,160}:\s+[“"«]/u.exec(after)?.[0]
  if (lead === undefined || /,\s+(?:but|and|while)\s/u.test(lead)) return undefined
  return quotesFrom(unit, offset + lead.length - 1)?.[0]
}

const DENIED = /^\s+(?=(?:\p{L}+ing|it|they|he|she)\b)/u
const NEVER = /(?!)/u

function withoutThat(verb: string): RegExp {
  if (verb.startsWith('den')) return DENIED
  if (verb === 'told') return UNTIL_CLAUSE_TOLD
  return needsThat(verb) ? NEVER : UNTIL_CLAUSE
}

/** The quotations that begin right here and go on, with nothing but a comma between them. */
function quotesFrom(unit: Unit, from: number): Range[] | undefined {
  const words = unit.quotes
    .map((one) => ({ start: one.start - unit.start, end: one.end - unit.start }))
    .filter((one) => one.start >= from)
  const [first] = words
  return first && first.start <= from + 1 ? [first] : undefined
}

const WORDS_OF_A_QUOTE = 5
const isLong = (unit: Unit, [first]: readonly Range[]): boolean =>
  first !== undefined &&
  unit.text.slice(first.start, first.end).trim().split(/\s+/u).length >= WORDS_OF_A_QUOTE

const FINITE =
  /\b(?:is|are|was|were|be|has|have|had|will|would|can|could|may|might|must|should|do|does|did|not|\p{Ll}{2,}ed|\p{Ll}{3,}s|met|came|went|fell|began|broke|took|held|stood|left|won|lost|said|made|saw|got|shut|cut)\b/u
const hasVerb = (text: string): boolean => FINITE.test(text) && text.trim().split(/\s+/u).length > 2

function clauseOf(
  unit: Unit,
  speaker: Speaker,
  clause: Range,
  head: Range,
  kind: Attribution['kind'],
): Attribution | undefined {
  const words = unit.masked.slice(clause.start, clause.end)
  if (words.trim().split(/\s+/u).length < 3) return undefined
  return { speaker, kind, words: [clause], head }
}

/** Without the space, comma and stop at its ends. */
function trimmed(unit: Unit, from: number, to: number): Range {
  const words = unit.text.slice(from, to)
  const start = from + (/^[\s,:]*/u.exec(words)?.[0].length ?? 0)
  const end = to - (/[\s,.;:]*$/u.exec(words)?.[0].length ?? 0)
  return { start, end: Math.max(start, end) }
}

function outsideQuotes(unit: Unit, from: number, to: number): string {
  return unit.masked.slice(from, to).replaceAll(/[“"«„][^“”"«»]*[”"»]?/gu, '')
}

const MOST = 4

/** Where a speaker may begin: after the nearest commas and quotation marks, and at the start. */
function startsBefore(text: string, to: number): number[] {
  const starts: number[] = []
  for (let at = to - 1; at > 0 && starts.length < MOST; at -= 1) {
    if (/[,”"»;:—–]/u.test(text[at] ?? '') && at < to - 2) starts.push(at + 1)
  }
  return [...starts, 0]
}

/** Where a speaker may end: at the commas and stops that follow, the farthest first. */
function endsFrom(text: string, from: number): number[] {
  const ends: number[] = []
  for (let at = from; at < text.length && ends.length < MOST; at += 1) {
    const isEnd =
      /[,;:“"«—–]/u.test(text[at] ?? '') ||
      (text[at] === '.' && /^\.\s*[”"»]?\s*$/u.test(text.slice(at, at + 4)))
    if (isEnd) ends.push(at)
  }
  const inside = / (?:on|in|at|after|during) /u.exec(text.slice(from))
  if (inside) ends.push(from + inside.index)
  if (ends.length < MOST) ends.push(text.length)
  return ends.toSorted((a, b) => b - a)
}
