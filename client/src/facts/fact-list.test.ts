import type { Fact } from '@dateline/shared/facts/fact'
import { expect, test } from 'vitest'
import { sortFacts, type Statuses } from './fact-list.ts'

const fact = (id: string, type: Fact['type'], label = id) => ({ id, type, label }) as Fact
const order = (facts: readonly Fact[], statuses: Statuses) =>
  sortFacts(facts, statuses).map(({ id }) => id)

test('what needs attention comes first: at risk, in check, without a source, approved', () => {
  const facts = ['settled', 'unsourced', 'checked', 'split', 'moved'].map((id) => fact(id, 'date'))
  const statuses: Statuses = new Map([
    ['settled', 'approved'],
    ['unsourced', 'needs_source'],
    ['checked', 'in_check'],
    ['split', 'disputed'],
    ['moved', 'changed'],
  ])
  expect(order(facts, statuses)).toEqual(['moved', 'split', 'checked', 'unsourced', 'settled'])
})

test('alike in that: by type as the types are listed, then by label, then by id', () => {
  const facts = [
    fact('c', 'place', 'Oslo'),
    fact('b', 'round', 'Second'),
    fact('d', 'round', 'First'),
    fact('a', 'round', 'First'),
  ]
  expect(order(facts, new Map())).toEqual(['a', 'd', 'b', 'c'])
})
