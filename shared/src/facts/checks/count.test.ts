import { describe, expect, test } from 'vitest'
import { notesOf } from '../../testing/checked-story.ts'
import { aStory, id, mention } from '../../testing/story-builder.ts'

const aTalksStory = (...mediators: string[]) => {
  const story = aStory()
  for (const name of mediators) story.withFact(name, 'mediator', { fields: { name } })
  return story.withFact('round', 'round', { fields: { mediators: mediators.map(id) } })
}

describe('[K5] a count and the names behind it', () => {
  const notes = (text: string) => notesOf(aStory().withBody(text).build(), 'count')
  test.each([
    ['The two mediators, Turkey, Qatar and Egypt, agreed.', ['two → three']],
    ['The 3 mediating states — Turkey and the United Kingdom — agreed.', ['3 → 2']],
    ['The three parties, Norland and Sudland, stayed.', ['three → two']],
  ])('%s', (text, found) => expect(notes(text)).toEqual(found))

  test.each([
    'The two mediators, Turkey and Qatar, agreed.',
    'The three mediators, Turkey and Qatar among them, agreed.',
    'The two mediators met Turkey, Qatar and Egypt.',
    'The two sides agreed.',
  ])('nothing wrong: %s', (text) => expect(notes(text)).toEqual([]))
})

test('[K5] a count and the facts', () => {
  const words = 'The two mediators will go on.'
  expect(notesOf(aTalksStory('A', 'B', 'C').withBody(words).build(), 'count')).toEqual([
    'two → three',
  ])
  expect(notesOf(aTalksStory('A', 'B').withBody(words).build(), 'count')).toEqual([])
  // One mediator may be all that anybody entered yet.
  expect(notesOf(aTalksStory('A').withBody(words).build(), 'count')).toEqual([])
})

test('[K5] a mention of the list decides, whatever else the facts know', () => {
  const { story } = aTalksStory('A', 'B')
    .withFact('C', 'mediator')
    .withFact('other', 'round', { fields: { mediators: ['A', 'B', 'C'] } })
    .withBody(
      ['The three mediators, ', mention('round', 'mediators', 'list'), ', agreed.'],
      'The three mediators and the two mediators met.',
    )
  expect(notesOf(story, 'count')).toEqual(['three → two'])
})
