import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Y from 'yjs'
import { aSource, aStory, id } from '../testing/story-builder.ts'
import { canonicalFact, factHash, sha256Hex } from './canonical.ts'
import { factSchema, type Fact } from './fact.ts'
import { FactsDoc } from './facts-doc.ts'

const fact: Fact = {
  id: id('next'),
  type: 'meeting',
  label: 'Next meeting',
  fields: {
    date: { start: '2025-11-06', end: '2025-11-07', precision: 'day', tz: 'Asia/Kabul' },
    certainty: 'planned',
    announcedBy: ['a', 'b'],
  },
  sources: [aSource({ independentOf: ['s2'] })],
  dependsOn: [id('round')],
  sensitivity: 'open',
}

/** The same value with the keys of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, reversed(inner)]),
  )
}

describe('canonical JSON', () => {
  test('[A1] is RFC 8785: keys sorted at every depth, no spaces', () => {
    expect(canonicalFact(fact)).toBe(
      '{"dependsOn":["round"],"fields":{"announcedBy":["a","b"],"certainty":"planned",' +
        '"date":{"end":"2025-11-07","precision":"day","start":"2025-11-06","tz":"Asia/Kabul"}},' +
        '"label":"Next meeting","sensitivity":"open","sources":[{"id":"s1","independentOf":["s2"],' +
        '"kind":"wire","publisher":"A wire"}],"type":"meeting"}',
    )
  })

  test('[A1] the hash is its SHA-256', () => {
    expect(sha256Hex('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
    expect(factHash(fact)).toBe(sha256Hex(canonicalFact(fact)))
  })

  test('[A1] does not depend on the order of keys, nor on keys that are undefined', () => {
    const other = reversed(fact) as Fact
    expect(factHash(other)).toBe(factHash(fact))
    const date = { ...(fact.fields['date'] as object), asStated: undefined } as never
    expect(factHash({ ...fact, fields: { ...fact.fields, date } })).toBe(factHash(fact))
  })

  test('[A1] survives JSON, as an approval’s frozen copy does', () => {
    const frozen = factSchema.parse(JSON.parse(JSON.stringify(fact))) as unknown as Fact
    expect(factHash(frozen)).toBe(factHash(fact))
  })

  test.each<[string, Partial<Fact>]>([
    ['type', { type: 'date' }],
    ['label', { label: 'Next meeting ' }],
    ['a field', { fields: { ...fact.fields, certainty: 'likely' } }],
    ['a field that goes', { fields: {} }],
    ['the order of a list', { fields: { ...fact.fields, announcedBy: ['b', 'a'] } }],
    ['a source', { sources: [aSource()] }],
    ['a source withdrawn', { sources: [] }],
    ['what it depends on', { dependsOn: [] }],
    ['sensitivity', { sensitivity: 'desk' }],
    ['what it supersedes', { supersedes: id('old') }],
  ])('[A1] changes with %s', (_, change) => {
    expect(factHash({ ...fact, ...change })).not.toBe(factHash(fact))
  })

  test('[A1] does not change with the id: that is named beside it', () => {
    expect(factHash({ ...fact, id: id('other') })).toBe(factHash(fact))
  })

  test('[A1] half a surrogate pair has a hash, the one that a replica gets', () => {
    const { doc, story } = aStory().withFact('a', 'place', { fields: { name: 'x\ud83d' } })
    const replica = new Y.Doc()
    Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc))
    const [mine, theirs] = [story.facts.get('a'), new FactsDoc(replica).get('a')]
    expect(mine && factHash(mine)).toBe(theirs && factHash(theirs))
    expect(factHash({ ...fact, label: '\ud83d' })).toBe(factHash({ ...fact, label: '\ufffd' }))
  })

  test.prop([fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })])(
    '[A1] two labels that differ have two hashes',
    (one, other) => {
      const same = one.toWellFormed() === other.toWellFormed()
      expect(factHash({ ...fact, label: one }) === factHash({ ...fact, label: other })).toBe(same)
    },
  )
})
