import type { FactId } from '../../ids.ts'
import type { FieldValue } from '../field-spec.ts'
import type { CopyBlock } from './copy-block.ts'
import type { Copy } from './copy.ts'
import { spanOf, type Draft, type Mint } from './draft.ts'
import { surnameOf } from './person-name.ts'
import type { Span } from './proposal.ts'
import type { Reading } from './readings.ts'
import type { Role } from './role-phrase.ts'

/** The persons of a copy: looked up by name, or by a surname that only one of them has. */
export interface People {
  readonly drafts: readonly Draft[]
  readonly byName: (name: string) => Draft | undefined
}

/** One draft for each person with a role or a voice, with all places that name them. */
export function peopleOf(copy: Copy, readings: readonly Reading[], mint: Mint): People {
  const roles = new Map<string, Role[]>()
  for (const { persons, attribution } of readings) {
    for (const { name, role } of persons) addRole(roles, name, role)
    if (attribution?.speaker.kind === 'person') addRole(roles, attribution.speaker.name, undefined)
  }
  const surnames = Map.groupBy(roles.keys(), surnameOf)
  const unique = new Map(
    [...surnames].flatMap(([surname, [name, more]]) =>
      name !== undefined && more === undefined && surname !== name
        ? [[surname, name] as const]
        : [],
    ),
  )
  const spans = placesOf(copy, [...roles.keys()], unique)
  const drafts = new Map(
    [...roles].map(([name, own]) => [name, draftOf(name, own, spans.get(name) ?? [], mint)]),
  )
  return {
    drafts: [...drafts.values()],
    byName: (name) => drafts.get(name) ?? drafts.get(unique.get(name) ?? ''),
  }
}

function addRole(roles: Map<string, Role[]>, name: string, role: Role | undefined): void {
  const known = roles.get(name) ?? []
  roles.set(name, known)
  if (role && !known.some(({ title }) => title === role.title)) known.push(role)
}

function draftOf(name: string, roles: readonly Role[], spans: readonly Span[], mint: Mint): Draft {
  const short = spans.some(({ format }) => format === 'short') ? surnameOf(name) : undefined
  const fields: Record<string, FieldValue> = {
    name,
    ...(short !== undefined && { shortName: short }),
    ...(roles.length > 0 && { roles: roles.map((role) => ({ id: mint(), ...role })) }),
  }
  const id: FactId = mint()
  return {
    id,
    type: 'person',
    label: name,
    fields,
    spans,
    confidence: roles.length > 0 ? 0.9 : 0.75,
  }
}

const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)

/** Where each person is named: in full, or by a surname that is theirs alone and stands alone. */
function placesOf(
  { units }: Copy,
  names: readonly string[],
  unique: ReadonlyMap<string, string>,
): ReadonlyMap<string, Span[]> {
  const spans = new Map<string, Span[]>()
  if (names.length === 0) return spans
  const forms = [...names, ...unique.keys()].toSorted((a, b) => b.length - a.length)
  const pattern = new RegExp(
    String.raw`(?<![\p{L}\p{M}\u200c-])(?<!\p{Lu}[\p{L}’'-]*\s)(?:${forms.map(escape).join('|')})(?![\p{L}\p{M}\u200c-])(?!\s+\p{Lu})`,
    'gu',
  )
  const inFull = new RegExp(
    String.raw`(?<![\p{L}\p{M}\u200c-])(?:${names.map(escape).join('|')})(?![\p{L}\p{M}\u200c-])`,
    'gu',
  )
  const blocks = new Set<CopyBlock>(units.map(({ block }) => block))
  for (const block of blocks) {
    const full = [...block.text.matchAll(inFull)].map((match) => ({ match, format: 'full' }))
    const ends = new Set(full.map(({ match }) => match.index + match[0].length))
    const short = [...block.text.matchAll(pattern)]
      .filter((match) => unique.has(match[0]) && !ends.has(match.index + match[0].length))
      .map((match) => ({ match, format: 'short' }))
    for (const { match, format } of [...full, ...short]) {
      const name = unique.get(match[0]) ?? match[0]
      const range = { start: match.index, end: match.index + match[0].length }
      const own = spans.get(name) ?? []
      spans.set(name, own)
      own.push(spanOf(block, range, 'name', format))
    }
  }
  return spans
}
