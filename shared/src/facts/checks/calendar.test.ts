import { describe, expect, test } from 'vitest'
import { findingsOf, notesOf } from '../../testing/checked-story.ts'
import { aStory, mention } from '../../testing/story-builder.ts'
import type { DateValue } from '../dates/date-value.ts'

const date = (start: string, stated?: DateValue['asStated']): DateValue => ({
  start,
  precision: 'day',
  tz: 'Asia/Kabul',
  ...(stated && { asStated: stated }),
})
const solar = { calendar: 'solar_hijri_af', text: '15 Aqrab', m: 8, d: 15 } as const

describe('[K2] both calendars in words', () => {
  const notes = (text: string) => notesOf(aStory().withBody(text).build(), 'calendar')
  test.each([
    ['They meet on November 6, 2025 (16 Aqrab 1404).', ['16 Aqrab 1404 → 15 Aqrab 1404']],
    ['They meet on November 6 (Aqrab 16).', ['Aqrab 16 → 15 Aqrab']],
    ['They met on October 25–30, 2025 (Aqrab 3–9).', ['Aqrab 3–9 → 3–8 Aqrab']],
    ['They meet on 15 Aqrab 1404 (November 7, 2025).', ['15 Aqrab 1404 → 16 Aqrab 1404']],
  ])('%s', (text, found) => expect(notes(text)).toEqual(found))

  test.each([
    'They meet on November 6, 2025 (15 Aqrab 1404).',
    'They meet on November 6 (Aqrab 15).',
    'They meet on November 6, 2025. On 20 Aqrab 1404 they go.',
    'They meet on November 6 (November 7 at home).',
  ])('nothing wrong: %s', (text) => expect(notes(text)).toEqual([]))
})

test('[K2] [K14] words beside a mention: the fact is right, and the gate closes', () => {
  const { story } = aStory()
    .withFact('m', 'meeting', { fields: { date: date('2025-11-07') } })
    .withBody(['On ', mention('m', 'date', 'day'), ' (15 Aqrab) they meet.'])
  expect(findingsOf(story)).toMatchObject([
    { severity: 'blocking', words: '15 Aqrab', fix: { words: '16 Aqrab' } },
  ])
})

test('[K2] a fact that holds another day than its source: said once, mended in the fact', () => {
  const { story } = aStory()
    .withFact('m', 'meeting', { label: 'Next', fields: { date: date('2025-11-07', solar) } })
    .withHeadline('On ', mention('m', 'date', 'day'))
    .withBody(['On ', mention('m', 'date', 'long'), ' they meet.'])
  const [finding, ...more] = findingsOf(story)
  expect(more).toEqual([])
  expect(finding).toMatchObject({ severity: 'blocking', textField: 'headline' })
  expect(finding?.fix).toMatchObject({ kind: 'set-field', value: { start: '2025-11-06' } })
  if (finding?.fix?.kind !== 'set-field') throw new Error('no fix')
  story.facts.setField('m', 'date', finding.fix.value, 'test')
  expect(findingsOf(story)).toEqual([])
})

test('[K2] a day that the desk corrected against a Gregorian source is no contradiction', () => {
  const stated = { calendar: 'gregorian', text: 'November 6', m: 11, d: 6 } as const
  const { story } = aStory()
    .withFact('m', 'meeting', { fields: { date: date('2025-11-07', stated) } })
    .withBody(['On ', mention('m', 'date', 'long'), ' they meet.'])
  expect(findingsOf(story)).toEqual([])
})
