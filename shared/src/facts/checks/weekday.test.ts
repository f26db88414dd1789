import { describe, expect, test } from 'vitest'
import { findingsOf, notesOf } from '../../testing/checked-story.ts'
import { aStory, mention } from '../../testing/story-builder.ts'

const meeting = (start: string) => ({
  fields: { date: { start, precision: 'day', tz: 'Asia/Kabul' } as const },
})
const notes = (text: string, today?: string) =>
  notesOf(aStory().withBody(text).build(), 'weekday', today)

describe('[K1] [K17] a weekday in words', () => {
  test.each([
    ['They met on Friday, November 6, 2025.', ['Friday → Thursday']],
    ['They met on FRIDAY, 6 November 2025.', ['FRIDAY → THURSDAY']],
    ['They met on Fri. November 6, 2025.', ['Fri. → Thu.']],
    ['They met on November 6, 2025 (Friday).', ['Friday → Thursday']],
    ['They met on November 6, 2025, a Friday, and left.', ['Friday → Thursday']],
    ['They meet on Friday, November 6.', ['Friday → Thursday']], // five days from the dateline
    ['They met on Friday, 15 Aqrab 1404.', ['Friday → Thursday']],
    ['“See you on Friday, November 6, 2025,” he said.', ['Friday']], // nobody changes a quotation
  ])('%s', (text, found) => expect(notes(text)).toEqual(found))

  test.each([
    'They met on Thursday, November 6, 2025.',
    'They met on Friday. November 6, 2025 was cold.',
    'They met on Tuesday, September 11.', // of which year, nobody says
    'They met from Friday to Thursday, November 6, 2025.',
    'They met on Friday, November 2025.',
  ])('nothing wrong: %s', (text) => expect(notes(text)).toEqual([]))
})

test('[K1] [K14] beside a mention it closes the gate, and the fact’s year decides', () => {
  const { story } = aStory()
    .withFact('m', 'meeting', meeting('2025-11-06'))
    .withBody(['On Thursday, ', mention('m', 'date', 'day'), ', they meet.'])
  expect(findingsOf(story, '2026-11-23')).toEqual([])
  story.facts.setField('m', 'date', meeting('2025-11-07').fields.date, 'test')
  const [finding] = findingsOf(story, '2026-11-23')
  expect(finding).toMatchObject({
    severity: 'blocking',
    words: 'Thursday',
    message: { params: { written: 'Thursday', right: 'Friday', date: 'November 7, 2025' } },
    fix: { kind: 'replace', words: 'Friday' },
  })
})

test('[K1] a mention that writes its own weekday is always right', () => {
  const { story } = aStory()
    .withFact('m', 'meeting', meeting('2025-11-06'))
    .withBody(['On ', mention('m', 'date', 'weekday'), '.'])
  expect(findingsOf(story)).toEqual([])
})

test('[K1] in Dari, with its half spaces', () => {
  const notes = (text: string) =>
    notesOf(aStory().withLanguage('prs').withBody(text).build(), 'weekday')
  expect(notes('آنان روز سه‌شنبه ۶ نومبر ۲۰۲۵ دیدار می‌کنند.')).toEqual(['سه‌شنبه → پنجشنبه'])
  expect(notes('آنان روز پنجشنبه ۶ نومبر ۲۰۲۵ دیدار می‌کنند.')).toEqual([])
})
