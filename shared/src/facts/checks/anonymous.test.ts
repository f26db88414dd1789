import { describe, expect, test } from 'vitest'
import { notesOf } from '../../testing/checked-story.ts'
import { aSource, aStory, mention } from '../../testing/story-builder.ts'
import type { Source } from '../source.ts'

const ANONYMOUS = aSource({ kind: 'anonymous', descriptor: 'a diplomat', anonymityReason: 'fears' })
const notes = (before: string, after: string, ...sources: Source[]) =>
  notesOf(
    aStory()
      .withFact('i', 'issue', { fields: { title: 'drone strikes' }, sources })
      .withBody(['They met. ' + before, mention('i', 'title'), after])
      .build(),
    'anonymous',
  )

describe('[K11] a claim that rests on nobody named', () => {
  test('a sentence that does not say whose claim it is', () => {
    expect(notes('They fell out over ', ' again.', ANONYMOUS)).toEqual([
      'drone strikes → , a diplomat said',
    ])
    expect(notes('They fell out over ', ' again', ANONYMOUS)).toEqual(['drone strikes'])
  })

  test.each([
    ['They fell out over ', ', two officials said.'],
    ['According to people in the room, they fell out over ', '.'],
    ['They fell out over ', '. So says a diplomat in town.'],
  ])('attributed: %s…%s', (before, after) => expect(notes(before, after, ANONYMOUS)).toEqual([]))

  test('one named source is enough, and so is none: that is another matter', () => {
    expect(notes('They fell out over ', '.', ANONYMOUS, aSource({ id: 's2' }))).toEqual([])
    expect(notes('They fell out over ', '.')).toEqual([])
  })

  test('a place is no claim, and a headline no sentence', () => {
    const { story } = aStory()
      .withFact('p', 'place', { fields: { name: 'Doha' }, sources: [ANONYMOUS] })
      .withFact('i', 'issue', { fields: { title: 'drones' }, sources: [ANONYMOUS] })
      .withHeadline('They split over ', mention('i', 'title'))
      .withBody(['They met in ', mention('p', 'name'), '.'])
    expect(notesOf(story, 'anonymous')).toEqual([])
  })
})
