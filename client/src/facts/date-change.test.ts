import { describe, expect, test } from 'vitest'
import { withDays, withPrecision, withStated } from './date-change.ts'
import { movedBy, typedDate } from './typed-date.ts'

const ZONE = 'Asia/Kabul'
const HERE = { date: '2025-11-01', tz: ZONE }
const day = { start: '2025-11-06', precision: 'day', tz: 'Asia/Kabul' } as const
const range = { ...day, start: '2025-10-25', end: '2025-10-30' }

const asStated = { calendar: 'gregorian', text: 'Thursday' } as const

describe('a date as it is typed', () => {
  test.each([
    ['6 Nov', '2025-11-06'],
    ['Nov 6, 2025', '2025-11-06'],
    ['15 Aqrab', '2025-11-06'],
    ['۱۵ عقرب ۱۴۰۴', '2025-11-06'],
    ['25-30 Oct', '2025-10-25/2025-10-30'],
    ['3–8 Aqrab 1404', '2025-10-25/2025-10-30'],
    ['December 30, 2025–January 2, 2026', '2025-12-30/2026-01-02'],
    ['today', '2025-11-01'],
    ['Tomorrow', '2025-11-02'],
    ['yesterday', '2025-10-31'],
    ['thu', '2025-11-06'],
    ['Saturday', '2025-11-01'],
    ['6 Nov 14:30', '2025-11-06T14:30'],
    ['November 6, 2025, at 2:30 p.m.', '2025-11-06T14:30'],
    ['November 6, 2025, at noon', '2025-11-06T12:00'],
    ['6 Nov 12 a.m.', '2025-11-06T00:00'],
    ['6 Nov 25:30', '2025-11-06'],
    ['November 2025', '2025-11-01'],
  ])('[D3] %s', (words, read) => {
    const date = typedDate(words, undefined, HERE)
    expect(date && [date.start, date.end].filter(Boolean).join('/')).toBe(read)
    expect(date?.tz).toBe('Asia/Kabul')
    expect(date?.asStated).toBeUndefined()
  })

  test.each(['', 'soon', '31 Aqrab 1404', 'February 30, 2025', '30'])(
    '[D1] %j is none',
    (words) => {
      expect(typedDate(words, undefined, HERE)).toBeUndefined()
    },
  )

  test('the zone, and what the source said, stay; a year that is left out is the one there was', () => {
    const had = { start: '2019-05-02', precision: 'day', tz: 'Asia/Tehran', asStated } as const
    expect(typedDate('6 May', had, HERE)).toEqual({ ...had, start: '2019-05-06' })
  })

  test('a day later moves both ends of a range, and keeps the time', () => {
    expect(movedBy(range, 1)).toMatchObject({ start: '2025-10-26', end: '2025-10-31' })
    expect(movedBy({ ...day, precision: 'time', start: '2025-11-30T14:30' }, 1).start).toBe(
      '2025-12-01T14:30',
    )
  })
})

describe('ranges and precision', () => {
  const pick = (start: string, end = start) => ({ start, end })
  test('picked days are a range, or one day', () => {
    expect(withDays(undefined, pick('2025-10-25', '2025-10-30'), ZONE)).toEqual({
      ...range,
      tz: 'Asia/Kabul',
    })
    expect(withDays(range, pick('2025-11-06'), ZONE)).toEqual(day)
    expect(withDays({ ...day, asStated }, pick('2025-11-07'), ZONE)).toEqual({
      ...day,
      start: '2025-11-07',
      asStated,
    })
  })
  test('a picked day keeps a time of day; a range has none, and a month becomes a day', () => {
    const timed = { ...day, precision: 'time', start: '2025-11-06T09:30' } as const
    expect(withDays(timed, pick('2025-11-07'), ZONE)).toEqual({
      ...timed,
      start: '2025-11-07T09:30',
    })
    expect(withDays(timed, pick('2025-11-07', '2025-11-08'), ZONE)).toMatchObject({
      precision: 'day',
      start: '2025-11-07',
    })
    expect(withDays({ ...day, precision: 'month' }, pick('2025-11-07'), ZONE).precision).toBe('day')
  })
  test('only a time of day keeps a time', () => {
    const timed = withPrecision(day, 'time')
    expect(timed.start).toBe('2025-11-06T12:00')
    expect(withPrecision(timed, 'day').start).toBe('2025-11-06')
  })
})

describe('what the source says', () => {
  test('its words fill in the day while there is none', () => {
    const { date } = withStated(undefined, '15 Aqrab 1404', HERE)
    expect(date).toMatchObject({
      start: '2025-11-06',
      asStated: { calendar: 'solar_hijri_af', y: 1404, m: 8, d: 15 },
    })
  })
  test('[D9] beside a day they stand, right or wrong, and change nothing', () => {
    const { date } = withStated(day, '16 Aqrab 1404', HERE)
    expect(date).toMatchObject({ start: '2025-11-06', asStated: { d: 16 } })
  })
  test('words that name no day are kept beside a day and said to be unread', () => {
    expect(withStated(day, 'soon', HERE)).toMatchObject({
      isRead: false,
      date: { start: '2025-11-06', asStated: { text: 'soon' } },
    })
    expect(withStated(undefined, 'soon', HERE)).toEqual({ date: undefined, isRead: false })
  })
})
