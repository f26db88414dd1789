import { GAZETTEER, type Entity } from './gazetteer.ts'

/** One entity named at one place of a text. */
export interface NameHit {
  readonly entity: Entity
  readonly start: number
  readonly end: number
  readonly text: string
  /** How it is named there. A demonym ("Qatari") is evidence, never a mention. */
  readonly as: 'name' | 'short' | 'demonym'
}

interface Form {
  readonly entity: Entity
  readonly as: NameHit['as']
}

const FORMS: ReadonlyMap<string, Form> = new Map(
  GAZETTEER.flatMap((entity): [string, Form][] => [
    ...entity.names.map((name): [string, Form] => [name, { entity, as: 'name' }]),
    ...entity.shorts.map((name): [string, Form] => [name, { entity, as: 'short' }]),
    ...entity.demonyms.map((name): [string, Form] => [name, { entity, as: 'demonym' }]),
  ]),
)

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** Longest first, so that "Tehrik-i-Taliban Pakistan" is not the Taliban and Pakistan. */
const PATTERN = new RegExp(
  String.raw`(?<![\p{L}\p{M}\p{N}\u200c@#_])(?:${[...FORMS.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map(escape)
    .join('|')})(?![\p{L}\p{M}\p{N}\u200c_]|\.(?:com|org|net)\b)`,
  'gu',
)

/** A place name inside a longer name is not that place: "Minsk Agreement", "New York Times". */
const LONGER_NAME =
  /^(?:['’]s)?\s+(?:Agreements?|Accords?|Conventions?|Protocols?|Declaration|Treaty|Times|Post|Journal|Process|Summit|Club|Convention|University|Airport|City|Stock|United|FC)\b/u

/** The gazetteer's entities named in a text, in order, none overlapping. */
export function findNames(text: string): readonly NameHit[] {
  const hits: NameHit[] = []
  for (const match of text.matchAll(PATTERN)) {
    const form = FORMS.get(match[0])
    const end = match.index + match[0].length
    if (!form || LONGER_NAME.test(text.slice(end))) continue
    hits.push({ ...form, start: match.index, end, text: match[0] })
  }
  return hits
}

const BETWEEN = /^(?:,?\s+(?:and|as well as)\s+|,\s+|\s+(?:و|او)\s+|،\s*)(?:the\s+|both\s+)*$/u

/** Names joined by commas and "and": "Egypt, Qatar and the United States" is one group of three. */
export function groupNames(text: string, hits: readonly NameHit[]): readonly NameHit[][] {
  const groups: NameHit[][] = []
  for (const hit of hits) {
    const last = groups.at(-1)
    const before = last?.at(-1)
    if (last && before && BETWEEN.test(text.slice(before.end, hit.start))) last.push(hit)
    else groups.push([hit])
  }
  return groups
}
