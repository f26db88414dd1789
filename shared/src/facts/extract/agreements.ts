import type { ParsedDate } from '../dates/parse-date.ts'
import type { FieldValue } from '../field-spec.ts'
import {
  agreementPhrases,
  standingOf,
  type AgreementPhrase,
  type Standing,
} from './agreement-phrases.ts'
import { capital } from './capital.ts'
import type { Copy, Sentence } from './copy.ts'
import { dateKey, type DatedDraft } from './dated.ts'
import { spanOf, type Draft, type Mint } from './draft.ts'
import type { NameHit } from './find-names.ts'

interface Sighting {
  readonly sentence: Sentence
  readonly phrase: AgreementPhrase
  readonly standing: Standing
  readonly signed?: ParsedDate
  readonly effective?: ParsedDate
  readonly expires?: ParsedDate
  readonly place?: NameHit
}

/**
 * Agreements that the copy says were made, or speaks of as there: their kind, when and where they
 * were made, from when and until when they hold. "Ceasefire" and "truce" are one unless two dates
 * tell them apart. What is only wished for is none.
 */
export function agreementDrafts(
  copy: Copy,
  names: ReadonlyMap<string, Draft>,
  mint: Mint,
): DatedDraft[] {
  const sightings = copy.sentences.flatMap((sentence, index) =>
    sightingsIn(sentence, copy.sentences[index + 1], names),
  )
  return group(sightings).map((one) => draftOf(one, names, mint))
}

const EFFECT =
  /(?:(?:t(?:akes?|ook|aking)|c(?:omes?|ame)|ent(?:ers?|ered)|go(?:es)?|went)\s+(?:into\s+)?(?:effect|force)|with\s+effect|effective)\s+(?:[\p{L}]+[,\s]+){0,4}$/iu
const EXPIRY =
  /\b(?:expires?|expired|runs?\s+out|lasts?\s+until|valid\s+until|holds?\s+until)\s+(?:[\p{L}]+\s+){0,2}$/iu
/** What stands between an agreement and the date of something else. */
const OTHER_EVENT =
  /\b(?:after|before|since|until|ending|ended|began|begun|follow\w*|expire\w*|effect|force|broke|killed|when)\b/iu

function sightingsIn(
  sentence: Sentence,
  next: Sentence | undefined,
  names: ReadonlyMap<string, Draft>,
): Sighting[] {
  const words = sentence.words(sentence.start, sentence.end)
  return agreementPhrases(words).flatMap((phrase): Sighting[] => {
    const standing = standingOf(words.slice(0, phrase.start), words.slice(phrase.end), phrase)
    if (!standing || sentence.block.textField === 'headline') return []
    const end = sentence.start + phrase.end
    const later = sentence.dates.filter((date) => date.start >= end)
    const leads = (date: ParsedDate, pattern: RegExp) =>
      pattern.test(sentence.words(end, date.start))
    const effective = later.find((date) => leads(date, EFFECT)) ?? effectiveIn(next, sentence)
    const expires = later.find((date) => leads(date, EXPIRY))
    const made = later.find((date) => !leads(date, OTHER_EVENT))
    const signed = standing === 'made' && made !== effective ? made : undefined
    const place = standing === 'made' ? placeNear(sentence, end, signed, names) : undefined
    return [
      {
        sentence,
        phrase,
        standing,
        ...(signed && { signed }),
        ...(effective && { effective }),
        ...(expires && { expires }),
        ...(place && { place }),
      },
    ]
  })
}

/** "It takes effect on Sunday, January 19", right after the sentence that speaks of it. */
function effectiveIn(next: Sentence | undefined, before: Sentence): ParsedDate | undefined {
  if (!next || next.block.textField !== before.block.textField) return undefined
  const words = next.words(next.start, next.end)
  if (!/^\s*(?:It|The\s+(?:deal|truce|ceasefire|agreement))\s/u.test(words)) return undefined
  return next.dates.find((date) => EFFECT.test(next.words(next.start, date.start)))
}

function placeNear(
  sentence: Sentence,
  end: number,
  signed: ParsedDate | undefined,
  names: ReadonlyMap<string, Draft>,
): NameHit | undefined {
  return sentence.names.find((hit) => {
    if (hit.start < end || names.get(hit.entity.key)?.type !== 'place') return false
    if (signed && hit.start > signed.end + 40) return false
    const between = sentence.words(end, hit.start)
    return /\b(?:in|at)\s+$/u.test(between) && !OTHER_EVENT.test(between)
  })
}

/** Ceasefire, truce and armistice are words for one thing. */
const family = ({ phrase }: Sighting): string => {
  if (phrase.isProper) return phrase.name
  return phrase.kind === 'truce' ? 'ceasefire' : phrase.kind
}

function group(sightings: readonly Sighting[]): Sighting[][] {
  const groups: Sighting[][] = []
  const ordered = [
    ...sightings.filter(({ signed }) => signed),
    ...sightings.filter(({ signed }) => !signed),
  ]
  for (const one of ordered) {
    const same = groups.find(
      ([first]) => first && family(first) === family(one) && !differs(first, one),
    )
    if (same) same.push(one)
    else groups.push([one])
  }
  return groups
}

const differs = (a: Sighting, b: Sighting): boolean =>
  a.signed !== undefined && b.signed !== undefined && dateKey(a.signed) !== dateKey(b.signed)

function draftOf(
  all: readonly Sighting[],
  names: ReadonlyMap<string, Draft>,
  mint: Mint,
): DatedDraft {
  const find = <K extends 'signed' | 'effective' | 'expires' | 'place'>(key: K) =>
    all.find((one) => one[key] !== undefined)?.[key]
  const [signed, effective, expires, place] = [
    find('signed'),
    find('effective'),
    find('expires'),
    find('place'),
  ]
  const { phrase, standing } = all[0] ?? {}
  const name = mostUsed(all)
  const where = place && names.get(place.entity.key)
  const sides = signatories(all, names)
  const fields: Record<string, FieldValue> = {
    name,
    kind: phrase?.kind ?? 'other',
    ...(signed && { signedOn: signed.value }),
    ...(where && { place: where.id }),
    ...(effective && { effectiveFrom: effective.value }),
    ...(expires && { expires: expires.value }),
    ...(sides.length > 0 && { signatories: sides }),
  }
  const spans = all
    .filter((one) => one.phrase.name === name)
    .map(({ sentence, phrase: { start, end } }) =>
      spanOf(
        sentence.block,
        { start: sentence.start + start, end: sentence.start + end },
        'name',
        'full',
      ),
    )
  const label = capital(name) + (place ? ` (${place.text})` : '')
  const confidence = signed ? 0.9 : standing === 'made' ? 0.8 : 0.65
  const draft: Draft = { id: mint(), type: 'agreement', label, fields, spans, confidence }
  const more = [
    ...(effective ? [{ field: 'effectiveFrom', date: effective }] : []),
    ...(expires ? [{ field: 'expires', date: expires }] : []),
  ]
  return { draft, field: 'signedOn', more, ...(signed && { date: signed }) }
}

function mostUsed(all: readonly Sighting[]): string {
  const counts = new Map<string, number>()
  for (const { phrase } of all) counts.set(phrase.name, (counts.get(phrase.name) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}

/** The parties named where the agreement is said to have been made. */
function signatories(all: readonly Sighting[], names: ReadonlyMap<string, Draft>): string[] {
  const made = all.find(({ standing, sentence }) => {
    const sides = sentence.names.filter((hit) => names.get(hit.entity.key)?.type === 'party')
    return standing === 'made' && new Set(sides.map(({ entity }) => entity.key)).size > 1
  })
  const ids = (made?.sentence.names ?? []).flatMap((hit) => {
    const draft = names.get(hit.entity.key)
    return draft?.type === 'party' ? [draft.id] : []
  })
  return [...new Set(ids)]
}
