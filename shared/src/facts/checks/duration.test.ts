import { describe, expect, test } from 'vitest'
import { notesOf } from '../../testing/checked-story.ts'
import { aStory, mention } from '../../testing/story-builder.ts'

const round = (start: string, end: string) =>
  ({
    label: 'Second round',
    fields: {
      title: 'Istanbul talks',
      ordinal: 2,
      place: 'istanbul',
      dates: { start, end, precision: 'day', tz: 'Europe/Istanbul' },
    },
  }) as const
const aTalksStory = (end: string) =>
  aStory()
    .withFact('istanbul', 'place', { fields: { name: 'Istanbul' } })
    .withFact('round', 'round', round('2025-10-25', end))

describe('[K3] a duration and a range in one sentence', () => {
  const notes = (text: string) => notesOf(aStory().withBody(text).build(), 'duration')
  test.each([
    ['After six days of intense talks, October 25 to 31, they left.', ['six → seven']],
    ['Six days of negotiations (October 25–31) ended.', ['Six → Seven']],
    ['A 5-day round from October 25 to October 30 ended.', ['5 → 6']],
    ['The talks lasted five days, from October 25 to October 30.', ['five → six']],
  ])('%s', (text, found) => expect(notes(text)).toEqual(found))

  test.each([
    'After six days of intense talks, October 25 to 30, they left.', // first and last included
    'After nearly six days of talks, October 25 to 31, they left.',
    'Six days after the talks of October 25–31 they left.',
    'In six days they meet for the talks of October 25–31.',
    'Six days of mourning followed the talks of October 25–31.',
    'Six days of talks failed before the October 25–31 round.',
    'Six days of talks failed. They met again on October 25–31.',
    'Six days of talks, October 18–19 and October 25–30, failed.',
  ])('nothing wrong: %s', (text) => expect(notes(text)).toEqual([]))
})

test('[K3] a mention that was changed: October 30 → 31 makes “six days” seven', () => {
  const { story } = aTalksStory('2025-10-30').withBody([
    'It follows six days of talks (',
    mention('round', 'dates', 'day'),
    ').',
  ])
  expect(notesOf(story, 'duration')).toEqual([])
  story.facts.setField('round', 'dates', round('2025-10-25', '2025-10-31').fields.dates, 'test')
  expect(notesOf(story, 'duration')).toEqual(['six → seven'])
})

test('[K3] a sentence without a range: the round that it names, if it names one', () => {
  const notes = (text: string) =>
    notesOf(aTalksStory('2025-10-31').withBody(text).build(), 'duration')
  expect(notes('Six days of talks in Istanbul changed little.')).toEqual(['Six → Seven'])
  expect(notes('Six days of talks changed little.')).toEqual([])
  expect(notes('On October 26, after two days of talks in Istanbul, they rested.')).toEqual([])
})

test('[K3] in Dari and Pashto', () => {
  const notes = (language: 'prs' | 'ps', text: string) =>
    notesOf(aStory().withLanguage(language).withBody(text).build(), 'duration')
  const dari = (days: string) => `پس از ${days} روز مذاکره، از ۲۵ تا ۳۰ اکتوبر، رفتند.`
  expect(notes('prs', dari('پنج'))).toEqual(['پنج → شش'])
  expect(notes('prs', dari('۵'))).toEqual(['۵ → ۶'])
  expect(notes('prs', dari('شش'))).toEqual([])
})
