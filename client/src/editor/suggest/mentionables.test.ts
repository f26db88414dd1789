import { aStory } from '@dateline/shared/testing/story-builder'
import { expect, test } from 'vitest'
import { mentionables } from './mentionables.ts'

const story = aStory()
  .withFact('geneva', 'place', { label: 'Geneva', fields: { name: 'Geneva' } })
  .withFact('meeting', 'meeting', {
    label: 'Next meeting',
    fields: {
      title: 'Next meeting',
      date: { start: '2026-03-14', precision: 'day', tz: 'Asia/Kabul' },
    },
  })
  .build()

const offered = (query: string) =>
  mentionables(story.facts.list(), query, {
    language: 'en',
    fact: (one) => story.facts.get(one),
  }).map(({ words }) => words)

test('the words one types come first, whatever the fact is called', () => {
  expect(offered('march')[0]).toMatch(/^March 14/)
  expect(offered('next')[0]).toBe('Next meeting')
})

test('a fact is found by its label, case and accents aside, and by nothing else', () => {
  expect(offered('GENÉVA')).toContain('Geneva')
  expect(offered('next meeting')).toContainEqual(expect.stringMatching(/^March 14/))
  expect(offered('Oslo')).toEqual([])
})

test('without letters every fact is offered', () => {
  expect(offered('')).toEqual(expect.arrayContaining(['Geneva', 'Next meeting']))
})
