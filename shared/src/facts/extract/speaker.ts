import { anonymousIn } from './anonymous.ts'
import type { NameHit } from './find-names.ts'
import { institutionIn } from './institution.ts'
import { mayBePerson, NAME_PATTERN } from './person-name.ts'
import type { PersonHit } from './persons.ts'
import type { Range } from './sentence-ranges.ts'
import type { Unit } from './units.ts'

/** Whoever the words right before or after a verb of saying name, before anything is looked up. */
export type Speaker =
  | { kind: 'person'; name: string; role?: string; at?: Range }
  | { kind: 'surname'; name: string }
  | { kind: 'names'; hits: readonly NameHit[] }
  | { kind: 'anonymous'; descriptor: string }
  | { kind: 'institution'; name: string }
  | { kind: 'pronoun' }
  | { kind: 'document' }

const BARE_NAME = new RegExp(`^${NAME_PATTERN}$`, 'u')
/** "Petrescu", "Mr Schmidt", "President Biden", "al-Thani". */
const SURNAME =
  /^(?:(?:Mr|Mrs|Ms|Dr|Prof)\.?\s+|(?:President|Prime Minister|Minister|Foreign Minister|General|Sheikh|King)\s+)?((?:[Aa]l-)?\p{Lu}[\p{L}\p{M}’'-]+)$/u
const DOCUMENT =
  /^(?:the|their|a)\s+(?:joint\s+|final\s+)?(?:statement|communiqu[eé]|declaration)$/iu
/** What may stand between a speaker and the verb. */
const ASIDE =
  /,\s+(?:who|which|whose|speaking|citing|in|at|after|on|during|flanked|visiting)\s[^,]{2,120}$/u

/**
 * Reads the words of a unit from `from` to `to` as somebody who speaks. The whole stretch must be
 * the speaker, but for an aside: "Anwar Ibrahim, who brokered the truce,".
 */
export function readSpeaker(
  unit: Unit,
  persons: readonly PersonHit[],
  from: number,
  to: number,
): Speaker | undefined {
  const words = unit.masked.slice(from, to)
  const lead = /^\s*/u.exec(words)?.[0].length ?? 0
  const start = from + lead
  const bare = words.trim().replace(/,$/u, '')
  if (!bare || bare.length > 260) return undefined
  const whole = read(unit, persons, start, bare)
  if (whole) return whole
  const short = bare.replace(ASIDE, '')
  return short === bare ? undefined : read(unit, persons, start, short)
}

function read(
  unit: Unit,
  persons: readonly PersonHit[],
  start: number,
  words: string,
): Speaker | undefined {
  const end = start + words.length
  if (DOCUMENT.test(words)) return { kind: 'document' }
  if (/^(?:he|she|him|her)$/iu.test(words)) return { kind: 'pronoun' }
  const person = persons.find((one) => one.whole.end === end && isArticle(unit, start, one.whole))
  if (person) {
    const { name, role, at } = person
    return { kind: 'person', name, at, ...(role && { role: role.title }) }
  }
  const names = namesAt(unit, start, end)
  if (names) return names
  const descriptor = anonymousIn(words)
  if (descriptor !== undefined) return { kind: 'anonymous', descriptor }
  const institution = institutionIn(words)
  const surname = institution === words ? undefined : SURNAME.exec(words)?.[1]
  if (surname !== undefined) return { kind: 'surname', name: surname }
  const name = BARE_NAME.exec(words)?.groups?.['name']
  if (name !== undefined && mayBePerson(name)) {
    const at = start + words.indexOf(name)
    return { kind: 'person', name, at: { start: at, end: at + name.length } }
  }
  return institution === undefined ? undefined : { kind: 'institution', name: institution }
}

const isArticle = (unit: Unit, start: number, whole: Range): boolean =>
  whole.start >= start && /^(?:(?:the|an?)\s+)?$/iu.test(unit.masked.slice(start, whole.start))

/** "Turkey and Qatar": names of the gazetteer and nothing else. */
function namesAt(unit: Unit, start: number, end: number): Speaker | undefined {
  const hits = unit.names.filter(
    (hit) => hit.start - unit.start >= start && hit.end - unit.start <= end && hit.as !== 'demonym',
  )
  if (hits.length === 0) return undefined
  let left = ''
  let at = start
  for (const hit of hits) {
    left += unit.masked.slice(at, hit.start - unit.start)
    at = hit.end - unit.start
  }
  left += unit.masked.slice(at, end)
  if (!/^(?:\s|,|\b(?:the|both|and|as well as)\b)*$/iu.test(left)) return undefined
  return { kind: 'names', hits }
}
