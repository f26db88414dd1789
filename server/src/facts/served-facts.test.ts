import { factHash } from '@dateline/shared/facts/canonical'
import type { Fact } from '@dateline/shared/facts/fact'
import type { StoryId } from '@dateline/shared/ids'
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

const story = id('story') as unknown as StoryId

test('[A3] remembers what was answered, the newest that fit', () => {
  const [one, two, three] = [fact('1'), fact('2'), fact('3')]
  const served = new ServedFacts(2 * JSON.stringify(one).length)
  served.remember(story, [one, two])
  served.remember(story, [one]) // answered again: now the newest
  served.remember(story, [three])
  expect(served.find(story, 'f', factHash(one))).toBe(one)
  expect(served.find(story, 'f', factHash(two))).toBeUndefined()
  expect(served.find(story, 'f', factHash(three))).toBe(three)
  expect(served.find(story, 'other', factHash(three))).toBeUndefined()
  served.remember(story, [fact('x'.repeat(200))]) // large facts do not add up without end
  expect(served.find(story, 'f', factHash(three))).toBeUndefined()
})

test('[A3] a fact of one story is not shown to who asks in another', () => {
  const served = new ServedFacts()
  served.remember(story, [fact('secret')])
  const elsewhere = id('elsewhere') as unknown as StoryId
  expect(served.find(elsewhere, 'f', factHash(fact('secret')))).toBeUndefined()
})
