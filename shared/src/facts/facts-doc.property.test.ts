import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Y from 'yjs'
import { FakeNetwork } from '../testing/fake-network.ts'
import { seededRandom } from '../testing/random.ts'
import { aSource, id } from '../testing/story-builder.ts'
import { factHash } from './canonical.ts'
import { FactsDoc } from './facts-doc.ts'

const REPLICAS = 3
const names = fc.constantFrom('a', 'b', 'c')
const words = fc.string({ unit: 'grapheme', maxLength: 20 })

type Act = (facts: FactsDoc) => void

/** Whatever a person can do to facts in a form. */
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(names, words).map(([name, label]): Act => (facts) => {
    if (!facts.get(name)) facts.create({ id: id(name), type: 'round', label }, 'test')
  }),
  fc.tuple(names, words).map(([name, label]): Act => (facts) => {
    facts.setLabel(name, label, 'test')
  }),
  fc.tuple(names, fc.constantFrom('title', 'outcome'), words).map(([name, key, text]): Act => {
    return (facts) => facts.setField(name, key, text, 'test')
  }),
  fc.tuple(names, fc.uniqueArray(names)).map(([name, parties]): Act => (facts) => {
    facts.setField(name, 'parties', parties, 'test')
  }),
  fc.tuple(names, fc.uniqueArray(names), words).map(([name, rows, head]): Act => (facts) => {
    facts.setField(
      name,
      'delegations',
      rows.map((row) => ({ id: row, head })),
      'test',
    )
  }),
  fc.tuple(names, names, words).map(([name, source, publisher]): Act => (facts) => {
    facts.putSource(name, aSource({ id: source, publisher }), 'test')
  }),
  names.map(
    (name): Act =>
      (facts) =>
        facts.remove(name, 'test'),
  ),
)

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('act'), at: fc.nat(REPLICAS - 1), act }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('deliver') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('drop') }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('cut', 'join'), at: fc.nat(REPLICAS - 1) }),
  },
)

describe('facts over a bad network', () => {
  test.prop([fc.array(step, { maxLength: 60 }), fc.nat()])(
    '[F8] whatever is late, lost or out of order, all end with the same facts and the same hashes',
    (steps, seed) => {
      const net = new FakeNetwork(REPLICAS, seededRandom(seed))
      const replicas = net.docs.map((doc) => new FactsDoc(doc))
      for (const one of steps) {
        if ('act' in one) one.act(replicas[one.at] as FactsDoc)
        else if (one.kind === 'deliver') net.deliverOne()
        else if (one.kind === 'drop') net.dropOne()
        else if ('at' in one && one.kind === 'cut') net.disconnect(one.at)
        else if ('at' in one) net.connect(one.at)
      }
      net.settle()
      const [first, ...others] = replicas.map((facts) => facts.list())
      for (const other of others) {
        expect(other).toEqual(first)
        expect(other.map(factHash)).toEqual(first?.map(factHash))
      }
    },
  )

  test.prop([fc.array(act, { maxLength: 30 })])(
    'what is read from the cache is what a fresh look reads',
    (acts) => {
      const doc = new Y.Doc()
      const facts = new FactsDoc(doc)
      for (const one of acts) {
        one(facts)
        const copy = new Y.Doc()
        Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
        expect(facts.list()).toEqual(new FactsDoc(copy).list())
      }
    },
  )
})
