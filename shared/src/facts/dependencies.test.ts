import { expect, test } from 'vitest'
import { aSource, aStory, id } from '../testing/story-builder.ts'
import { factHash } from './canonical.ts'
import { dependenciesOf } from './dependencies.ts'
import { factStatuses, lostDependencies } from './fact-statuses.ts'
import type { FactRecord } from './status.ts'

const sources = [aSource()]

function talks() {
  const { story } = aStory()
    .withFact('amir', 'person', { sources, fields: { roles: [{ id: 'r', title: 'spokesman' }] } })
    .withFact('north', 'party', { sources, fields: { name: 'North', spokespersons: [id('amir')] } })
    .withFact('doha', 'place', { sources, fields: { name: 'Doha' } })
    .withFact('said', 'statement', {
      sources,
      fields: { words: 'We will come.', speaker: id('amir'), onBehalfOf: id('north') },
    })
    .withFact('round', 'round', {
      sources,
      dependsOn: [id('said')],
      fields: { place: id('doha'), delegations: [{ id: 'd', party: id('north') }] },
    })
  const records = new Map<string, FactRecord>(
    story.facts.list().map((fact) => {
      const at = { by: 'eve', at: 1, note: '', frozen: fact }
      const approval = { kind: 'approve', hash: factHash(fact), ...at } as const
      return [fact.id, { latest: approval, approval }]
    }),
  )
  return { facts: story.facts, records }
}

const rests = (of: ReturnType<typeof talks>, name: string) => {
  const fact = of.facts.get(name)
  return fact ? dependenciesOf(fact).toSorted() : []
}

test('[S8] a fact rests on what its fields point at, in lists too, and on what somebody named', () => {
  const of = talks()
  expect(rests(of, 'said')).toEqual(['amir', 'north'])
  expect(rests(of, 'round')).toEqual(['doha', 'north', 'said'])
})

test('[S8] who speaks for a party only leads on: the party says nothing else without them', () => {
  expect(rests(talks(), 'north')).toEqual([])
})

test('[S5][S8] a statement’s approval falls when its speaker’s role changes, and says because of whom', () => {
  const { facts, records } = talks()
  facts.setField('amir', 'roles', [{ id: 'r', title: 'minister' }], 'test')
  const statuses = factStatuses(facts.list(), records)
  expect(Object.fromEntries(statuses)).toEqual({
    amir: 'changed',
    said: 'changed',
    round: 'changed', // it rests on the statement
    north: 'approved',
    doha: 'approved',
  })
  const said = facts.get('said')
  expect(said && lostDependencies(said, statuses, records)).toEqual(['amir'])
})
