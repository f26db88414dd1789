import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Y from 'yjs'
import { FakeNetwork } from '../testing/fake-network.ts'
import { seededRandom } from '../testing/random.ts'
import { aSource, id } from '../testing/story-builder.ts'
import { factHash } from './canonical.ts'
import type { Fact } from './fact.ts'
import { FactsDoc } from './facts-doc.ts'

const REPLICAS = 3
const round = id('round')

/** Three people's copies of one story with one round of talks in it, all the same to begin with. */
function desk(seed = 1) {
  const net = new FakeNetwork(REPLICAS, seededRandom(seed))
  const people = net.docs.map((doc) => new FactsDoc(doc)) as [FactsDoc, FactsDoc, FactsDoc]
  people[0].create(
    {
      id: round,
      type: 'round',
      label: 'Round',
      fields: { title: 'First', delegations: [{ id: 'd1', members: 'five' }] },
      sources: [aSource()],
    },
    'test',
  )
  net.settle()
  return { net, people }
}

const roundOf = (facts: FactsDoc): Fact => {
  const fact = facts.get(round)
  if (!fact) throw new Error('the round is gone')
  return fact
}

describe('two people in one single-value field', () => {
  test('[F9] of two who set it apart both values stand, on every screen alike', () => {
    const { net, people } = desk()
    net.disconnect(1)
    people[0].setField(round, 'title', 'Second', 'test')
    people[1].setField(round, 'title', 'Third', 'test')
    net.settle()
    for (const facts of people) {
      expect(roundOf(facts).rivals).toEqual({ title: ['Second', 'Third'] })
      expect(['Second', 'Third']).toContain(roundOf(facts).fields['title'])
      const clients = facts.candidates(round, 'title').map(({ client }) => client)
      expect(clients).toEqual([1, 2])
    }
    people[2].choose(round, 'title', 'Third', 'test')
    net.settle()
    for (const facts of people) {
      expect(roundOf(facts).fields['title']).toBe('Third')
      expect(roundOf(facts).rivals).toBeUndefined()
    }
  })

  test('[F9] one who knows the other’s value replaces it; the same value twice is no quarrel', () => {
    const { net, people } = desk()
    people[0].setField(round, 'title', 'Second', 'test')
    net.settle()
    people[1].setField(round, 'title', 'Third', 'test')
    net.settle()
    expect(roundOf(people[0]).rivals).toBeUndefined()
    net.disconnect(1)
    people[0].setField(round, 'title', 'Final', 'test')
    people[1].setField(round, 'title', 'Final', 'test')
    net.settle()
    expect(roundOf(people[2])).toMatchObject({ fields: { title: 'Final' } })
    expect(roundOf(people[2]).rivals).toBeUndefined()
  })

  test('[F9] what came in while one was typing is not what one knew', () => {
    const { net, people } = desk()
    const known = people[0].known(round, 'title')
    people[0].setField(round, 'title', 'S', 'test', known)
    net.disconnect(1)
    people[1].setField(round, 'title', 'Third', 'test')
    net.settle()
    people[0].setField(round, 'title', 'Se', 'test', known)
    net.settle()
    expect(roundOf(people[1]).rivals).toEqual({ title: ['Se', 'Third'] })
  })

  test('[F9] labels, cells of a list and keys of a source as well', () => {
    const { net, people } = desk()
    net.disconnect(1)
    for (const [index, words] of [
      [0, 'six'],
      [1, 'seven'],
    ] as const) {
      people[index].setLabel(round, `Round of ${words}`, 'test')
      people[index].setField(round, 'delegations', [{ id: 'd1', members: words }], 'test')
      people[index].putSource(round, aSource({ publisher: `Wire ${words}` }), 'test')
    }
    net.settle()
    const paths = Object.keys(roundOf(people[2]).rivals ?? {})
    expect(paths).toEqual(['delegations.d1.members', 'label', 'source.s1.publisher'])
    people[2].choose(round, 'delegations.d1.members', 'six', 'test')
    people[2].choose(round, 'source.s1.publisher', 'Wire six', 'test')
    people[2].choose(round, 'label', 'Round of six', 'test')
    net.settle()
    const settled = roundOf(people[0])
    expect(settled.rivals).toBeUndefined()
    expect(settled.fields['delegations']).toEqual([{ id: 'd1', members: 'six' }])
    expect(settled.sources[0]?.publisher).toBe('Wire six')
  })

  test('[F9] what a peer left there that is no value of the field is not one to choose', () => {
    const { people, net } = desk()
    const root = net.docs[2]?.getMap('candidates')
    for (const [client, value] of [
      ['7', 12],
      ['8', 'Ninth'],
      ['x', 'Tenth'],
    ] as const) {
      root?.set(`round title ${client}`, { v: value })
    }
    root?.set('round nothing 7', { v: 'a' })
    root?.set('round nothing 8', { v: 'b' })
    root?.set('round title', 'plain')
    net.settle()
    expect(roundOf(people[0]).rivals).toBeUndefined()
    expect(roundOf(people[0]).fields['title']).toBe('First')
  })
})

const values = fc.constantFrom('one', 'two', 'three', 'four')
const step = fc.oneof(
  fc.record({ kind: fc.constant('set'), at: fc.nat(REPLICAS - 1), value: values }),
  fc.record({ kind: fc.constant('choose'), at: fc.nat(REPLICAS - 1), nth: fc.nat(3) }),
  fc.record({ kind: fc.constant('deliver') }),
  fc.record({ kind: fc.constantFrom('cut', 'join'), at: fc.nat(REPLICAS - 1) }),
)

test.prop([fc.array(step, { maxLength: 50 }), fc.nat()])(
  '[F8][F9] whatever the network does: every value that nobody replaced knowingly is there to be chosen',
  (steps, seed) => {
    const { net, people } = desk(seed)
    // The same in plain sets: who knows of which edits, and which edits an edit replaced.
    interface Edit {
      readonly value: string
      readonly over: ReadonlySet<Edit>
    }
    const editBy = new Map<string, Edit>()
    const stampsAt = (index: number) => {
      const facts = people[index] as FactsDoc
      return facts
        .candidates(round, 'title')
        .map(({ client, at }) => editBy.get(`${client} ${at}`))
        .filter((edit) => edit !== undefined)
    }
    let clock = 0
    const all: Edit[] = []
    const replicas = net.docs.map((doc) => new FactsDoc(doc, () => clock))
    const write = (index: number, value: string, choose: boolean) => {
      const facts = replicas[index] as FactsDoc
      const before = stampsAt(index)
      clock += 1
      if (choose) facts.choose(round, 'title', value, 'test')
      else if (roundOf(facts).fields['title'] === value) return
      else facts.setField(round, 'title', value, 'test')
      const edit: Edit = { value, over: new Set(before) }
      editBy.set(`${index + 1} ${clock}`, edit)
      all.push(edit)
    }
    for (const one of steps) {
      if ('value' in one) write(one.at, one.value, false)
      else if ('nth' in one) {
        const rivals = roundOf(people[one.at] as FactsDoc).rivals?.['title'] ?? []
        const value = rivals[one.nth % (rivals.length || 1)]
        if (typeof value === 'string') write(one.at, value, true)
      } else if (one.kind === 'deliver') net.deliverOne()
      else if ('at' in one && one.kind === 'cut') net.disconnect(one.at)
      else if ('at' in one) net.connect(one.at)
    }
    net.settle()
    const replaced = new Set(all.flatMap(({ over }) => [...over]))
    const standing = new Set(all.filter((edit) => !replaced.has(edit)).map(({ value }) => value))
    const [first, ...others] = people.map(roundOf)
    for (const other of others) {
      expect(other).toEqual(first)
      expect(factHash(other)).toBe(factHash(first as Fact))
    }
    const shown = first?.rivals?.['title'] ?? [first?.fields['title']]
    for (const value of standing) expect(shown).toContain(value)
    if (standing.size > 1) expect(first?.rivals?.['title']?.length).toBeGreaterThan(1)
    // A copy made of the bytes alone reads the same.
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(net.docs[0] as Y.Doc))
    expect(new FactsDoc(copy).get(round)).toEqual(first)
  },
)
