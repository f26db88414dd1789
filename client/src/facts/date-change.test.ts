import { describe, expect, test } from 'vitest'
import { withEnd, withPrecision, withStart, withStated } from './date-change.ts'
import { draftOf, readDay } from './day-draft.ts'

const day = { start: '2025-11-06', precision: 'day', tz: 'Asia/Kabul' } as const
const range = { ...day, start: '2025-10-25', end: '2025-10-30' }

describe('a day as it is typed', () => {
  test('[D1] one day reads the same in either calendar', () => {
    expect(readDay({ d: '6', m: '11', y: '2025' }, 'gregorian')).toEqual({
      tag: 'day',
      iso: '2025-11-06',
    })
    expect(readDay({ d: '15', m: '8', y: '1404' }, 'solar_hijri_af')).toEqual({
      tag: 'day',
      iso: '2025-11-06',
    })
    expect(draftOf('2025-11-06', 'solar_hijri_af')).toEqual({ d: '15', m: '8', y: '1404' })
  })
  test('half a year is not a date yet; the 31st of Aqrab never is', () => {
    expect(readDay({ d: '15', m: '8', y: '140' }, 'solar_hijri_af').tag).toBe('incomplete')
    expect(readDay({ d: '31', m: '8', y: '1404' }, 'solar_hijri_af').tag).toBe('impossible')
    expect(readDay({ d: '30', m: '2', y: '2025' }, 'gregorian').tag).toBe('impossible')
  })
})

describe('ranges and precision', () => {
  test('a first day after the last one ends the range', () => {
    expect(withStart(range, '2025-10-26')).toEqual({ ...range, start: '2025-10-26' })
    expect(withStart(range, '2025-11-02').end).toBeUndefined()
  })
  test('a last day before the first changes nothing; the same day is no range', () => {
    expect(withEnd(range, '2025-10-01')).toBe(range)
    expect(withEnd(range, '2025-10-25').end).toBeUndefined()
  })
  test('only a time of day keeps a time', () => {
    const timed = withPrecision(day, 'time')
    expect(timed.start).toBe('2025-11-06T12:00')
    expect(withPrecision(timed, 'day').start).toBe('2025-11-06')
    expect(withStart({ ...timed, start: '2025-11-06T09:30' }, '2025-11-07').start).toBe(
      '2025-11-07T09:30',
    )
  })
})

describe('what the source says', () => {
  test('its words fill in the day while there is none', () => {
    const { date } = withStated(undefined, '15 Aqrab 1404', '2025-11-01')
    expect(date).toMatchObject({
      start: '2025-11-06',
      asStated: { calendar: 'solar_hijri_af', y: 1404, m: 8, d: 15 },
    })
  })
  test('[D9] beside a day they stand, right or wrong, and change nothing', () => {
    const { date } = withStated(day, '16 Aqrab 1404', '2025-11-01')
    expect(date).toMatchObject({ start: '2025-11-06', asStated: { d: 16 } })
  })
  test('words that name no day are kept beside a day and said to be unread', () => {
    expect(withStated(day, 'soon', '2025-11-01')).toMatchObject({
      isRead: false,
      date: { start: '2025-11-06', asStated: { text: 'soon' } },
    })
    expect(withStated(undefined, 'soon', '2025-11-01')).toEqual({ date: undefined, isRead: false })
  })
})
