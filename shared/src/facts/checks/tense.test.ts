import { describe, expect, test } from 'vitest'
import { notesOf } from '../../testing/checked-story.ts'
import { aStory, mention } from '../../testing/story-builder.ts'

const TODAY = '2025-11-01'
const notes = (text: string) => notesOf(aStory().withBody(text).build(), 'tense', TODAY)

describe('[K6] the future of a day that has passed', () => {
  test.each([
    ['They will meet in Istanbul on October 25, 2025.', ['October 25, 2025']],
    ['They are scheduled to meet on October 25–30, 2025.', ['October 25–30, 2025']],
  ])('%s', (text, found) => expect(notes(text)).toEqual(found))

  test.each([
    'They will meet in Istanbul on November 6, 2025.',
    'They will meet until November 1, 2025.',
    'They will keep the truce agreed on October 19, 2025.',
    'They will speak of the attack of October 7, 2023.',
    'On October 25, 2025 they said that they will meet.',
    'They would meet on October 25, 2025, they had said.',
    '“We will meet on October 25, 2025,” he had said.',
  ])('nothing wrong: %s', (text) => expect(notes(text)).toEqual([]))

  test('a mention, once its day has passed', () => {
    const date = { start: '2025-11-06', precision: 'day', tz: 'Asia/Kabul' } as const
    const { story } = aStory()
      .withFact('m', 'meeting', { fields: { date } })
      .withBody(['They will meet on ', mention('m', 'date', 'day'), '.'])
    expect(notesOf(story, 'tense', '2025-11-06')).toEqual([])
    expect(notesOf(story, 'tense', '2025-11-07')).toEqual(['November 6'])
  })
})

describe('[K6] days said from the dateline', () => {
  test.each([
    ['They meet next week, on November 26, 2025.', ['next week']],
    ['They meet tomorrow (November 1, 2025).', ['tomorrow → today']],
    ['They met on October 30, 2025, yesterday.', ['yesterday → this week']],
  ])('%s', (text, found) => expect(notes(text)).toEqual(found))

  test.each([
    'They meet next week, on November 6, 2025.',
    'They meet tomorrow, November 2, 2025.',
    'They met last week. November 26, 2025 is the deadline.',
  ])('nothing wrong: %s', (text) => expect(notes(text)).toEqual([]))
})
