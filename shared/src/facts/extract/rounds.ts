import type { ParsedDate } from '../dates/parse-date.ts'
import type { FieldValue } from '../field-spec.ts'
import type { Copy, Sentence } from './copy.ts'
import { dateKey, type DatedDraft } from './dated.ts'
import { spanOf, type Draft, type Mint } from './draft.ts'
import type { NameHit } from './find-names.ts'
import type { Span } from './proposal.ts'

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ')
const KIND =
  '(?:(?:peace|ceasefire|truce|nuclear|direct|indirect|proximity|recent|latest|intense|lengthy|marathon)\\s+){0,3}'
const NOUN = '(?:talks|negotiations)'
const NAMED_AFTER = new RegExp(
  String.raw`^\s+(?:(?:peace|ceasefire|truce|nuclear)\s+)?(?:talks|negotiations)\b`,
  'u',
)
const ANY = new RegExp(String.raw`\b${NOUN}\b|\bround\s+of\s+${KIND}${NOUN}\b`, 'iu')
const ROUND = new RegExp(
  String.raw`\b(?:(${ORDINALS.join('|')}|\d{1,2}(?:st|nd|rd|th))\s+)round(?:\s+of\s+${KIND}${NOUN})?\b`,
  'iu',
)
/** What was signed or struck on a date is an agreement, not a round. */
const STRUCK = /\b(?:agreed|signed|reached|struck|concluded|killed|attack\w*|began|erupted)\b/iu

/** "They met on 10 May for talks": the noun may follow the date. */
const FOR_TALKS = new RegExp(String.raw`^\s+for\s+(?:\w+\s+){0,3}?${NOUN}\b`, 'iu')

interface Sighting {
  readonly sentence: Sentence
  /** The city the talks are named after, or held in. */
  readonly place?: NameHit
  readonly title?: { start: number; end: number }
  readonly ordinal?: number
  readonly date?: ParsedDate
}

/**
 * Rounds of talks. Sentences that name the same city, or the same ordinal, speak of one round; a
 * date belongs to it where one sentence gives both. If exactly one round has a name and no date
 * and exactly one sentence dates talks without naming them, they are proposed as one.
 */
export function roundDrafts(
  copy: Copy,
  names: ReadonlyMap<string, Draft>,
  meetings: readonly DatedDraft[],
  mint: Mint,
): DatedDraft[] {
  const ofMeetings = new Set(meetings.map(({ date }) => date && dateKey(date)))
  const sightings = copy.sentences
    .map((sentence) => sight(sentence, names, ofMeetings))
    .filter((one) => one !== undefined)
  const rounds = joined(group(sightings))
  return rounds
    .filter((round) => round.some(({ date, title }) => date ?? title))
    .map((round) => draftOf(copy, round, rounds.length === 1, names, mint))
    .filter((round) => round.date !== undefined || round.draft.spans.length > 0)
}

function sight(
  sentence: Sentence,
  names: ReadonlyMap<string, Draft>,
  ofMeetings: ReadonlySet<string | undefined>,
): Sighting | undefined {
  const words = sentence.words(sentence.start, sentence.end)
  if (!ANY.test(words) && !ROUND.test(words)) return undefined
  const ordinal = ordinalOf(ROUND.exec(words)?.[1])
  const cities = sentence.names.filter(
    (hit) => hit.as === 'name' && names.get(hit.entity.key)?.type === 'place',
  )
  const named = cities.find((hit) => NAMED_AFTER.test(sentence.words(hit.end, sentence.end)))
  const after = named && NAMED_AFTER.exec(sentence.words(named.end, sentence.end))
  const held = cities.find((hit) =>
    /\b(?:talks|negotiations|round)\b.{0,40}\bin\s+$/iu.test(
      sentence.words(sentence.start, hit.start),
    ),
  )
  const place = named ?? held
  const dates = sentence.dates.filter(
    (date) => !ofMeetings.has(dateKey(date)) && isOfTalks(sentence, date),
  )
  const [date] = dates // the first after the noun; a later one is of something else
  if (!place && !date && ordinal === undefined) return undefined
  return {
    sentence,
    ...(place && { place }),
    ...(named && after && { title: { start: named.start, end: named.end + after[0].length } }),
    ...(ordinal !== undefined && { ordinal }),
    ...(date && { date }),
  }
}

function ordinalOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined
  const index = ORDINALS.indexOf(word.toLowerCase())
  return index >= 0 ? index + 1 : Number.parseInt(word, 10)
}

/** The date stands with the talks: their noun is nearer before it than any other verb of events. */
function isOfTalks(sentence: Sentence, date: ParsedDate): boolean {
  const after = sentence.words(date.end, sentence.end)
  if (FOR_TALKS.test(after)) return true
  const before = sentence.words(sentence.start, date.start)
  const at = Math.max(
    before.search(/\b(?:talks|negotiations|round)\b(?!.*\b(?:talks|negotiations|round)\b)/iu),
    -1,
  )
  if (at < 0) {
    const opens = date.start - sentence.start <= 4
    return opens && !STRUCK.test(after)
  }
  return !STRUCK.test(before.slice(at)) && before.length - at < 90
}

function group(sightings: readonly Sighting[]): Sighting[][] {
  const groups: Sighting[][] = []
  for (const one of sightings) {
    const same = groups.find((other) => other.some((two) => isSame(one, two)))
    if (same) same.push(one)
    else groups.push([one])
  }
  return groups
}

function isSame(a: Sighting, b: Sighting): boolean {
  if (a.ordinal !== undefined && b.ordinal !== undefined) return a.ordinal === b.ordinal
  if (a.date && b.date && dateKey(a.date) !== dateKey(b.date)) return false
  if (a.place && b.place) return a.place.entity.key === b.place.entity.key
  return a.date !== undefined && b.date !== undefined
}

function joined(groups: Sighting[][]): Sighting[][] {
  const undated = groups.filter((round) => !round.some(({ date }) => date))
  const unnamed = groups.filter((round) => !round.some(({ place, ordinal }) => place ?? ordinal))
  const [one, other] = [undated[0], unnamed[0]]
  if (undated.length !== 1 || unnamed.length !== 1 || !one || !other) return groups
  if (!one.some(({ title }) => title)) return groups
  return [...groups.filter((round) => round !== one && round !== other), [...one, ...other]]
}

function draftOf(
  copy: Copy,
  round: readonly Sighting[],
  isOnly: boolean,
  names: ReadonlyMap<string, Draft>,
  mint: Mint,
): DatedDraft {
  const place = round.find((one) => one.place)?.place
  const ordinal = round.find((one) => one.ordinal)?.ordinal
  const date = round.find((one) => one.date)?.date
  const titled = round.find((one) => one.title)
  const title = titled?.title && titled.sentence.words(titled.title.start, titled.title.end)
  const near = new Set(round.flatMap(({ sentence }) => sentence.names.map((hit) => hit.entity.key)))
  const who = (type: string) =>
    [...names]
      .filter(([key, draft]) => draft.type === type && (isOnly || near.has(key)))
      .map(([, draft]) => draft.id as string)
  const [parties, mediators] = [who('party'), who('mediator')]
  const placeDraft = place && names.get(place.entity.key)
  const fields: Record<string, FieldValue> = {
    ...(ordinal !== undefined && { ordinal }),
    ...(title !== undefined && { title }),
    ...(date && { dates: date.value }),
    ...(placeDraft && { place: placeDraft.id }),
    ...(parties.length > 0 && { parties }),
    ...(mediators.length > 0 && { mediators }),
  }
  const number = ordinal === undefined ? undefined : (ORDINALS[ordinal - 1] ?? `${ordinal}th`)
  const label =
    title ??
    [number ? capital(`${number} round of talks`) : 'Talks', place && `in ${place.text}`]
      .filter(Boolean)
      .join(' ')
  const isStated = round.some((one) => one.date && (one.place ?? one.ordinal))
  const spans = title === undefined ? [] : titleSpans(copy, round, title)
  return {
    draft: { id: mint(), type: 'round', label, fields, spans, confidence: isStated ? 0.9 : 0.65 },
    field: 'dates',
    ...(date && { date }),
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Only where the words are the title to the letter: a headline may write it in capitals. */
function titleSpans(copy: Copy, round: readonly Sighting[], title: string): Span[] {
  return round.flatMap(({ sentence, title: range }) =>
    range && sentence.words(range.start, range.end) === title
      ? [spanOf(sentence.block, range, 'title', 'plain')]
      : [],
  )
}
