import { expect, test } from 'vitest'
import { aSource, aStory, id } from '../testing/story-builder.ts'
import { factHash } from './canonical.ts'
import { factStatuses } from './fact-statuses.ts'
import type { Fact } from './fact.ts'
import type { Decision, FactRecord } from './status.ts'

const sources = [aSource()]
const decided = (kind: Decision['kind'], fact: Fact | undefined): Decision => {
  if (!fact) throw new Error('no such fact')
  return { kind, hash: factHash(fact), by: 'eve', at: 1, note: '', frozen: fact }
}

/** a depends on b, b on c, and c on a. */
function circle() {
  const { story } = aStory()
    .withFact('a', 'date', { sources, dependsOn: [id('b')] })
    .withFact('b', 'date', { sources, dependsOn: [id('c')] })
    .withFact('c', 'date', { sources, dependsOn: [id('a')] })
  const records = new Map<string, FactRecord>(
    story.facts.list().map((fact) => {
      const approval = decided('approve', fact)
      return [fact.id, { latest: approval, approval }]
    }),
  )
  return { facts: story.facts, records }
}

test('[S5] while all stand, all are approved, in a circle too', () => {
  const { facts, records } = circle()
  expect([...factStatuses(facts.list(), records).values()]).toEqual(Array(3).fill('approved'))
})

test('[S5] a fact that loses its approval takes along all that depend on it', () => {
  const { facts, records } = circle()
  facts.setLabel('c', 'another day', 'test')
  expect([...factStatuses(facts.list(), records).values()]).toEqual(Array(3).fill('changed'))
})

test('[S5] so does one that is disputed; it stays disputed itself', () => {
  const { facts, records } = circle()
  records.set('b', { ...records.get('b'), latest: decided('dispute', facts.get('b')) })
  facts.setDependsOn('b', [], 'test')
  expect(Object.fromEntries(factStatuses(facts.list(), records))).toEqual({
    a: 'changed',
    b: 'disputed',
    c: 'changed',
  })
})

test('[S5] one that never was approved, or that is not there, voids nothing', () => {
  const { story } = aStory()
    .withFact('a', 'date', { sources, dependsOn: [id('b'), id('gone')] })
    .withFact('b', 'date')
  const approval = decided('approve', story.facts.get('a'))
  const records = new Map([['a', { latest: approval, approval }]])
  expect(factStatuses(story.facts.list(), records).get('a')).toBe('approved')
})

test('[S5] an approved fact that was deleted voids what depends on it', () => {
  const { facts, records } = circle()
  facts.remove('c', 'test')
  expect(factStatuses(facts.list(), records).get('b')).toBe('changed')
})
