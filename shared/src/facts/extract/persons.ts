import type { Copy } from './copy.ts'
import { DARI_PERSON, readDariRole } from './dari-roles.ts'
import { mayBePerson, NAME_PATTERN } from './person-name.ts'
import { readRole, ROLE_HEAD, type Role } from './role-phrase.ts'
import type { Range } from './sentence-ranges.ts'
import type { Unit } from './units.ts'

/** A person named with a role at one place. Offsets are the unit's. */
export interface PersonHit {
  readonly name: string
  readonly role?: Role
  /** The name. */
  readonly at: Range
  /** The name with its role: "Ingrid Dahl, an envoy of Norway". */
  readonly whole: Range
}

const DETERMINER = String.raw`(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s+)`
const LINK = String.raw`(?:\s+(?:of|for|to|at)\s+(?:the\s+)?[\p{L}\p{M}’'.-]+(?:\s+(?!(?:said|told|says|who|has|had|was|is)\b)[\p{L}\p{M}’'.-]+){0,4}(?<!\.))?`
/** Words that no role has before its noun. */
const STOP =
  '(?!(?:[Tt]he|[Aa]n?|[Ii]n|[Oo]n|[Aa]t|[Oo]f|[Ww]ith|[Bb]y|[Ff]rom|[Ff]or|[Tt]hat|[Aa]nd|[Bb]ut|[Ss]aid|[Tt]old|[Ww]as|[Ww]ere|[Ii]s|[Hh]as|[Ww]ho|[Aa]s|[Tt]o)\\s)'
const BEFORE = String.raw`(?:${STOP}[\p{L}\p{M}.’'-]+\s+){0,5}?`
const PHRASE = String.raw`${DETERMINER}?${BEFORE}${ROLE_HEAD}${LINK}`

const AFTER_NAME = new RegExp(
  String.raw`${NAME_PATTERN},\s+(?<role>${PHRASE})(?=[,.;:—–]|\s*$)`,
  'gu',
)
/** "Ismail Haddad, 44, a shopkeeper,": anybody by what they do. */
const BY_TRADE = new RegExp(
  String.raw`${NAME_PATTERN},\s+(?:\d{1,3},\s+)?an?\s+(?<trade>(?:\p{Ll}+\s+){0,2}\p{Ll}+(?:er|or|ist|ian|ant|ent|man|woman|eer|ee))(?=[,.;:])`,
  'gu',
)
/** Without this there is no role, and nothing to search for at length. */
const ANY_ROLE = new RegExp(String.raw`${ROLE_HEAD}|,\s+an?\s+\p{Ll}`, 'u')
const BEFORE_COMMA = new RegExp(
  String.raw`(?<![\p{L}’'-])(?<role>${DETERMINER}${PHRASE}|${BEFORE}${ROLE_HEAD}${LINK}),\s+${NAME_PATTERN}(?=[,.;:])`,
  'gu',
)
const MODIFIER = String.raw`(?:[\p{Lu}][\p{L}\p{M}.’'-]*|special|chief|deputy|former|acting|interim|senior|army|government|military|rebel|opposition|party|security|national|top|foreign|defen[cs]e|interior|prime)`
const BEFORE_NAME = new RegExp(
  String.raw`(?<![\p{L}’'.-])(?<role>(?:${MODIFIER}\s+){0,4}?${ROLE_HEAD})\s+${NAME_PATTERN}`,
  'gu',
)

/** Persons named together with what they are, in one unit; nobody's in quotation marks. */
export function personsIn({ masked }: Unit, language: Copy['language']): PersonHit[] {
  if (language !== 'en') return dariPersons(masked)
  if (!ANY_ROLE.test(masked)) return []
  const found = [AFTER_NAME, BEFORE_COMMA, BEFORE_NAME, BY_TRADE].flatMap((pattern) =>
    [...masked.matchAll(pattern)].flatMap((match) => hitOf(match)),
  )
  const hits: PersonHit[] = []
  for (const one of found) {
    if (!hits.some(({ whole }) => whole.start < one.whole.end && one.whole.start < whole.end)) {
      hits.push(one)
    }
  }
  return hits.toSorted((a, b) => a.at.start - b.at.start)
}

function hitOf(match: RegExpExecArray): PersonHit[] {
  const { name = '', role: phrase = '', trade } = match.groups ?? {}
  const role = trade === undefined ? readRole(phrase) : { title: trade }
  if (!role || !mayBePerson(name)) return []
  const start = match.index
  const end = start + match[0].length
  const at = match[0].indexOf(name, match[0].startsWith(phrase) ? phrase.length : 0)
  return [
    { name, role, at: { start: start + at, end: start + at + name.length }, whole: { start, end } },
  ]
}

function dariPersons(masked: string): PersonHit[] {
  return [...masked.matchAll(DARI_PERSON)].flatMap((match): PersonHit[] => {
    const { name = '', role: phrase = '' } = match.groups ?? {}
    const role = readDariRole(phrase)
    if (!role) return []
    const start = match.index + match[0].indexOf(name)
    const at = { start, end: start + name.length }
    return [{ name, role, at, whole: { start, end: match.index + match[0].length } }]
  })
}
