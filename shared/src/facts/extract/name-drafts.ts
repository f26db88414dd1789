import type { FieldValue } from '../field-spec.ts'
import type { Copy, Sentence } from './copy.ts'
import { spanOf, type Draft, type Mint } from './draft.ts'
import type { Evidence } from './evidence.ts'
import type { NameHit } from './find-names.ts'

export type NamedType = 'mediator' | 'party' | 'place'

interface Occurrence {
  readonly sentence: Sentence
  readonly hit: NameHit
}

/** The name facts of a copy: one draft for each entity that plays a part, with all its mentions. */
export function nameDrafts(
  copy: Copy,
  evidence: Readonly<Record<NamedType, readonly Evidence[]>>,
  mint: Mint,
): Map<string, Draft> {
  const drafts = new Map<string, Draft>()
  const occurrences = Map.groupBy(
    copy.sentences.flatMap((sentence) =>
      sentence.names
        .filter((hit) => hit.as !== 'demonym')
        .map((hit): Occurrence => ({ sentence, hit })),
    ),
    ({ hit }) => hit.entity.key,
  )
  for (const [key, type] of rolesOf(evidence)) {
    const own = evidence[type].filter(({ hit }) => hit.entity.key === key)
    const draft = draftOf(type, occurrences.get(key) ?? [], own, copy, mint)
    if (draft) drafts.set(key, draft)
  }
  return drafts
}

/** One role each: what the copy says more often; mediating outweighs, a place comes last. */
function rolesOf(
  evidence: Readonly<Record<NamedType, readonly Evidence[]>>,
): ReadonlyMap<string, NamedType> {
  const roles = new Map<string, NamedType>()
  const byKey = (type: NamedType) => Map.groupBy(evidence[type], ({ hit }) => hit.entity.key)
  const counts = { mediator: byKey('mediator'), party: byKey('party'), place: byKey('place') }
  const count = (type: NamedType, key: string) => counts[type].get(key)?.length ?? 0
  const everybody = [...evidence.mediator, ...evidence.party, ...evidence.place]
  for (const { hit } of everybody) {
    const { key } = hit.entity
    const [mediator, party] = [count('mediator', key), count('party', key)]
    if (mediator > 0 && mediator >= party) roles.set(key, 'mediator')
    else roles.set(key, party > 0 ? 'party' : 'place')
  }
  return roles
}

function draftOf(
  type: NamedType,
  all: readonly Occurrence[],
  evidence: readonly Evidence[],
  copy: Copy,
  mint: Mint,
): Draft | undefined {
  const [first] = all
  if (!first) return undefined
  const { entity } = first.hit
  const name = mostUsed(all, 'name') ?? mostUsed(all, 'short')
  if (name === undefined) return undefined
  const short = mostUsed(all, 'short')
  const fields: Record<string, FieldValue> = { name }
  if (type === 'place') {
    if (entity.country !== undefined) fields['country'] = entity.country
  } else {
    if (short !== undefined && short !== name) fields['shortName'] = short
  }
  if (type === 'party') {
    const others = [...new Set(all.map(({ hit }) => hit.text))].filter((text) => text !== name)
    if (others.length > 0) fields['variants'] = others.map((text) => ({ id: mint(), name: text }))
    if (entity.kind === 'country') fields['kind'] = 'state'
    if (entity.kind === 'bloc') fields['kind'] = 'bloc'
    // Whether a group is an armed group or a government is the desk's judgment, not a table's.
  }
  const there = new Set(evidence.map(({ hit }) => hit))
  const spans = all
    // A city's name stands for its government as often as for itself; only the place is mentioned.
    .filter(({ hit }) => type !== 'place' || there.has(hit))
    .flatMap(({ hit, sentence }) => {
      const format = hit.text === name ? 'full' : hit.text === short ? 'short' : undefined
      // Another spelling becomes the house's, except in somebody's own words.
      const isOwnWords = copy.isQuoted(sentence.block, hit.start, hit.end)
      if (format === undefined && (isOwnWords || hit.as === 'short')) return []
      return [spanOf(sentence.block, hit, 'name', format ?? 'full')]
    })
  const isOften = evidence.length > 1
  return { id: mint(), type, label: name, fields, spans, confidence: isOften ? 0.95 : 0.8 }
}

function mostUsed(all: readonly Occurrence[], as: 'name' | 'short'): string | undefined {
  const counts = new Map<string, number>()
  // In the order of the table, so that of two spellings used alike the usual one wins.
  const { names = [], shorts = [] } = all[0]?.hit.entity ?? {}
  for (const known of as === 'name' ? names : shorts) counts.set(known, 0)
  for (const { hit } of all) {
    if (hit.as === as) counts.set(hit.text, (counts.get(hit.text) ?? 0) + 1)
  }
  return [...counts].filter(([, times]) => times > 0).toSorted((a, b) => b[1] - a[1])[0]?.[0]
}
