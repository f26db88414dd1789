import { describe, expect, test } from 'vitest'
import { DATE_FORMATS, type DateFormat } from '../mentions/mention-format.ts'
import type { DateValue } from './date-value.ts'
import { renderDate } from './render-date.ts'

const on = (start: string, end?: string, precision: DateValue['precision'] = 'day'): DateValue => ({
  start,
  ...(end && { end }),
  precision,
  tz: 'Asia/Kabul',
})

const talks = on('2025-10-25', '2025-10-30')
const meeting = on('2025-11-06')
const overMonths = on('2025-10-30', '2025-11-02')
const overYears = on('2025-12-30', '2026-01-02')

describe('[D8] in English', () => {
  test.for<[DateValue, DateFormat, string]>([
    [talks, 'long', 'October 25–30, 2025'],
    [talks, 'day', 'October 25–30'],
    [talks, 'short', 'Oct 25–30'],
    [talks, 'solar_hijri', '3–8 Aqrab 1404'],
    [talks, 'weekday', 'Saturday, October 25, to Thursday, October 30'],
    [talks, 'both', 'October 25–30, 2025 (3–8 Aqrab 1404)'],
    [meeting, 'long', 'November 6, 2025'],
    [meeting, 'short', 'Nov 6'],
    [meeting, 'weekday', 'Thursday, November 6'],
    [meeting, 'solar_hijri', '15 Aqrab 1404'],
    [meeting, 'solar_hijri_day', '15 Aqrab'],
    [meeting, 'both', 'November 6, 2025 (15 Aqrab 1404)'],
    [overMonths, 'long', 'October 30–November 2, 2025'],
    [overMonths, 'short', 'Oct 30–Nov 2'],
    [overYears, 'long', 'December 30, 2025–January 2, 2026'],
    [overYears, 'solar_hijri', '9–12 Jadi 1404'],
    [on('2025-11-01', undefined, 'month'), 'long', 'November 2025'],
    [on('2025-11-01', undefined, 'month'), 'day', 'November'],
    [on('2025-11-01', undefined, 'month'), 'solar_hijri', 'Aqrab–Qaws 1404'],
    [on('2025-12-01', '2026-01-31', 'month'), 'long', 'December 2025–January 2026'],
    [on('2021-01-01', undefined, 'year'), 'long', '2021'],
    [on('2021-01-01', undefined, 'year'), 'solar_hijri', '1399–1400'],
    [on('2025-11-06', undefined, 'approx'), 'long', 'about November 6, 2025'],
    [on('2025-11-06T14:30', undefined, 'time'), 'long', 'November 6, 2025, at 2:30 p.m.'],
    [on('2025-11-06T09:00', undefined, 'time'), 'weekday', 'Thursday, November 6, at 9 a.m.'],
    [on('2025-11-06T12:00', undefined, 'time'), 'short', 'Nov 6, at noon'],
    [on('1066-10-14'), 'both', 'October 14, 1066'],
  ])('[D5] %o as %s: %s', ([date, format, words]) => {
    expect(renderDate(date, format, 'en')).toBe(words)
  })

  test('[D5] a month stated in the Solar Hijri calendar comes back as that month', () => {
    const aqrab: DateValue = {
      ...on('2025-10-23', '2025-11-21', 'month'),
      asStated: { calendar: 'solar_hijri_af', text: 'Aqrab 1404', y: 1404, m: 8 },
    }
    expect(renderDate(aqrab, 'solar_hijri', 'en')).toBe('Aqrab 1404')
    expect(renderDate(aqrab, 'long', 'en')).toBe('October–November 2025')
  })
})

describe('[D8] in Dari and Pashto', () => {
  test.for<[DateValue, DateFormat, 'prs' | 'ps', string]>([
    [meeting, 'long', 'prs', '۶ نومبر ۲۰۲۵'],
    [meeting, 'solar_hijri', 'prs', '۱۵ عقرب ۱۴۰۴'],
    [meeting, 'weekday', 'prs', 'پنجشنبه، ۶ نومبر'],
    [meeting, 'both', 'prs', '۱۵ عقرب ۱۴۰۴ (۶ نومبر ۲۰۲۵)'],
    [talks, 'day', 'prs', '۲۵ تا ۳۰ اکتوبر'],
    [overMonths, 'long', 'prs', '۳۰ اکتوبر تا ۲ نومبر ۲۰۲۵'],
    [meeting, 'long', 'ps', 'د ۲۰۲۵ کال د نومبر ۶مه'],
    [meeting, 'solar_hijri_day', 'ps', 'د لړم ۱۵مه'],
    [talks, 'day', 'ps', 'د اکتوبر له ۲۵مې تر ۳۰مې'],
    [on('2025-11-06T14:30', undefined, 'time'), 'day', 'prs', '۶ نومبر، ساعت ۱۴:۳۰'],
  ])('[D6] %o as %s in %s: %s', ([date, format, language, words]) => {
    expect(renderDate(date, format, language)).toBe(words)
  })

  test('[D6] no European digit is left in any format', () => {
    for (const format of DATE_FORMATS) {
      for (const language of ['prs', 'ps'] as const) {
        expect(renderDate(overYears, format, language)).not.toMatch(/\d/)
      }
    }
  })
})
