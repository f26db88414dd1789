import { dayFromNumber, dayNumber } from '@dateline/shared/facts/dates/civil-day'
import { toSolarHijri } from '@dateline/shared/facts/dates/solar-hijri'
import { CalendarDate, PersianCalendar, toCalendar } from '@internationalized/date'
import { expect, test } from 'vitest'
import { bothDays, monthName } from './both-days.ts'

test('[D1] the pages of the picker are our calendar, every day of 1380–1450', () => {
  const persian = new PersianCalendar()
  const last = dayNumber({ y: 2072, m: 3, d: 19 })
  for (let number = dayNumber({ y: 2001, m: 3, d: 21 }); number <= last; number += 1) {
    const { y, m, d } = dayFromNumber(number)
    const page = toCalendar(new CalendarDate(y, m, d), persian)
    expect({ y: page.year, m: page.month, d: page.day }).toEqual(toSolarHijri(y, m, d))
  }
})

test('[D2] a day of a page in both calendars, its month by our table', () => {
  const date = new CalendarDate(2025, 11, 6)
  const days = { iso: '2025-11-06', own: { y: 1404, m: 8, d: 15 }, other: { y: 2025, m: 11, d: 6 } }
  expect(bothDays(toCalendar(date, new PersianCalendar()), 'solar_hijri_af')).toEqual(days)
  expect(bothDays(date, 'gregorian')).toEqual({ ...days, own: days.other, other: days.own })
  expect([monthName('solar_hijri_af', 8), monthName('gregorian', 11)]).toEqual([
    'Aqrab',
    'November',
  ])
})
