import { describe, expect, test } from 'vitest'
import { notesOf } from '../../testing/checked-story.ts'
import { aStory, mention } from '../../testing/story-builder.ts'

const days = (start: string, end: string) =>
  ({ start, end, precision: 'day', tz: 'Asia/Kabul' }) as const
const aTalksStory = () =>
  aStory()
    .withFact('r1', 'round', { fields: { ordinal: 1, dates: days('2025-10-18', '2025-10-19') } })
    .withFact('r2', 'round', { fields: { ordinal: 2, dates: days('2025-10-25', '2025-10-30') } })

describe('[K4] ordinals of rounds', () => {
  const notes = (text: string) => notesOf(aTalksStory().withBody(text).build(), 'ordinal')
  test.each([
    ['The third round, held in Istanbul on October 25–30, ended.', ['third → second']],
    ['The 3rd round of talks (October 25–30) ended.', ['3rd → 2nd']],
    ['A fourth round of peace talks is planned.', ['fourth']],
  ])('%s', (text, found) => expect(notes(text)).toEqual(found))

  test.each([
    'The second round, held in Istanbul on October 25–30, ended.',
    'A third round of talks is planned.', // the next one
    'The third round follows the talks of October 25–30.',
    'The fourth round of voting failed.',
    'The fourth round of sanctions hit banks.',
  ])('nothing wrong: %s', (text) => expect(notes(text)).toEqual([]))
})

test('[K4] beside the mention of a round', () => {
  const { story } = aTalksStory().withBody([
    'The first round, held in Istanbul from ',
    mention('r2', 'dates', 'day'),
    ', ended.',
  ])
  expect(notesOf(story, 'ordinal')).toEqual(['first → second'])
})

test('[K4] a story that knows only the second round knows too little to count', () => {
  const { story } = aStory()
    .withFact('r2', 'round', { fields: { ordinal: 2 } })
    .withBody('The fifth round of talks opens today.')
  expect(notesOf(story, 'ordinal')).toEqual([])
})
