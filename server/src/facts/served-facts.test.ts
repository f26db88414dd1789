import { factHash } from '@dateline/shared/facts/canonical'
import type { Fact } from '@dateline/shared/facts/fact'
import { id } from '@dateline/shared/testing/story-builder'
import { expect, test } from 'vitest'
import { ServedFacts } from './served-facts.ts'

const fact = (label: string): Fact => ({
  id: id('f'),
  type: 'date',
  label,
  fields: {},
  sources: [],
  dependsOn: [],
  sensitivity: 'open',
})

test('[A3] remembers what was answered, the newest that fit', () => {
  const served = new ServedFacts(2)
  const [one, two, three] = [fact('1'), fact('2'), fact('3')]
  served.remember([one, two])
  served.remember([one]) // answered again: now the newest
  served.remember([three])
  expect(served.find('f', factHash(one))).toBe(one)
  expect(served.find('f', factHash(two))).toBeUndefined()
  expect(served.find('f', factHash(three))).toBe(three)
  expect(served.find('other', factHash(three))).toBeUndefined()
})
