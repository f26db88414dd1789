import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { dayFromNumber, dayNumber, isoOf } from './civil-day.ts'
import { AF_MONTHS } from './month-names.ts'
import { agreesAsStated, parseDates } from './parse-date.ts'
import { renderDate } from './render-date.ts'
import { toSolarHijri } from './solar-hijri.ts'

const reference = { date: '2025-10-31', tz: 'Asia/Kabul' }
const read = (text: string, date = reference.date) =>
  parseDates(text, { ...reference, date }).map(({ value, text: words }) => {
    return [words, value.end ? `${value.start}/${value.end}` : value.start]
  })

describe('what is a date', () => {
  test.for([
    ['October 25-30', '2025-10-25/2025-10-30'],
    ['October 25–30, 2025', '2025-10-25/2025-10-30'],
    ['Oct. 25–30, 2025', '2025-10-25/2025-10-30'],
    ['October 18 and 19', '2025-10-18/2025-10-19'],
    ['18 and 19 October', '2025-10-18/2025-10-19'],
    ['the 18th and 19th of October', '2025-10-18/2025-10-19'],
    ['from October 25 to 30', '2025-10-25/2025-10-30'],
    ['between October 25 and 30', '2025-10-25/2025-10-30'],
    ['between 28 October and 2 November', '2025-10-28/2025-11-02'],
    ['October 30–November 2', '2025-10-30/2025-11-02'],
    ['30 December 2025 – 2 January 2026', '2025-12-30/2026-01-02'],
    ['December 30–January 2, 2026', '2025-12-30/2026-01-02'],
    ['6 Nov. 2025', '2025-11-06'],
    ['OCTOBER 25', '2025-10-25'],
    ['6 November', '2025-11-06'],
    ['6th of November, 2025', '2025-11-06'],
    ['Thursday, November 6', '2025-11-06'],
    ['Thursday, 6 November 2025', '2025-11-06'],
    ['2025-11-06', '2025-11-06'],
    ['2025-11-06T14:30', '2025-11-06T14:30'],
    ['06.11.2025', '2025-11-06'],
    ['25/10/2025', '2025-10-25'],
    ['November 2025', '2025-11-01'],
    ['around October 20', '2025-10-20'],
    ['November 6 (Aqrab 15)', '2025-11-06'],
    ['15 Aqrab 1404 (November 6, 2025)', '2025-11-06'],
    ['15 Aqrab 1404', '2025-11-06'],
    ['Aqrab 15', '2025-11-06'],
    ['3–8 Aqrab', '2025-10-25/2025-10-30'],
    ['24 Asad 1400', '2021-08-15'],
    ['August 15, 2021 (24 Asad)', '2021-08-15'],
    ['Aqrab 1404', '2025-10-23/2025-11-21'],
    ['۱۵ عقرب ۱۴۰۴', '2025-11-06'],
    ['۱۵ عقرب', '2025-11-06'],
    ['۶ نوامبر ۲۰۲۵', '2025-11-06'],
    ['پنجشنبه، ۶ نومبر', '2025-11-06'],
    ['۲۵ تا ۳۰ اکتوبر', '2025-10-25/2025-10-30'],
    ['۱۸ و ۱۹ اکتبر', '2025-10-18/2025-10-19'],
    ['۱۵ عقرب ۱۴۰۴ (۶ نومبر ۲۰۲۵)', '2025-11-06'],
    ['۱۵ عقرب سال ۱۴۰۴ هجری شمسی', '2025-11-06'],
    ['د لړم ۱۵مه', '2025-11-06'],
    ['د ۱۴۰۴ کال د لړم ۱۵مه', '2025-11-06'],
    ['د اکتوبر له ۲۵مې تر ۳۰مې', '2025-10-25/2025-10-30'],
  ] as const)('[D3] %s', ([words, iso]) => {
    expect(read(`x ${words}.`)).toEqual([[words, iso]])
  })

  test('[D3] two days that are no pair are two dates', () => {
    expect(read('on October 18 and 25')).toEqual([
      ['October 18', '2025-10-18'],
      ['25', '2025-10-25'],
    ])
  })

  test('[D3] both parts of a date in two calendars are kept', () => {
    const [date] = parseDates('to meet on November 6 (Aqrab 15) again', reference)
    expect(date?.value.asStated).toEqual({
      calendar: 'solar_hijri_af',
      text: 'November 6 (Aqrab 15)',
      m: 8,
      d: 15,
    })
    expect(date?.parts.map((part) => part.text)).toEqual(['November 6', 'Aqrab 15'])
    expect(date && agreesAsStated(date.value)).toBe(true)
  })

  test('[D9] calendars that disagree are both kept, and said to disagree', () => {
    const [date] = parseDates('on November 6 (Aqrab 16)', reference)
    expect(date?.value).toMatchObject({ start: '2025-11-06', asStated: { m: 8, d: 16 } })
    expect(date && agreesAsStated(date.value)).toBe(false)
  })

  test('[D3] a weekday that does not fit stays outside the date, for the check to find', () => {
    expect(read('on Friday, November 6, 2025')).toEqual([['November 6, 2025', '2025-11-06']])
  })
})

describe('what is not', () => {
  test.for([
    'on Monday',
    'next week',
    'He may 2 times march 3 miles',
    'aged 25',
    'won 3-2',
    'the Sept. 11 attacks',
    'the October 7 attack',
    'over 6 October Bridge',
    'in October 25,000 people fled',
    'a rise of October 25%',
    'November 31',
    'February 29, 2025',
    '31 Mizan 1404',
    '31 November 2025',
    'Hut 6 at the park',
    'killed 5 Assad loyalists',
    'flight 2025-11',
    '05/06/2025',
    'in 2021',
    'version 1.11.2025.4',
    'کار ۶ می رود',
    'at 14:30',
  ])('[D3] %s', (text) => {
    expect(read(text)).toEqual([])
  })

  test('[D3] the number after "and" may count people', () => {
    expect(read('on October 18 and 19 people died')).toEqual([['October 18', '2025-10-18']])
  })
})

describe('the year', () => {
  test.for([
    ['the talks of October 25', '2025-10-31', '2025-10-25'],
    ['talks on November 6', '2025-10-31', '2025-11-06'],
    ['since December 20', '2026-01-05', '2025-12-20'],
    ['Hamas attacked on October 7', '2024-08-20', '2023-10-07'],
    ['the war that began on April 15', '2025-04-01', '2024-04-15'],
    ['they met on October 31', '2025-10-30', '2025-10-31'],
    ['due on January 5', '2025-12-20', '2026-01-05'],
    ['clashes on August 3', '2025-05-01', '2024-08-03'],
    ['elections scheduled for August 3', '2025-05-01', '2025-08-03'],
    ['on Thursday, November 6', '2026-11-23', '2025-11-06'],
    ['1 Hamal', '2026-03-25', '2026-03-21'],
    ['29 Dalwa', '2026-03-25', '2026-02-18'],
    ['February 29', '2025-03-02', '2024-02-29'],
  ] as const)('[D4] %s, read on %s', ([text, date, iso]) => {
    expect(read(text, date)[0]?.[1]).toBe(iso)
  })
})

const aDay = fc
  .integer({ min: dayNumber({ y: 1990, m: 1, d: 1 }), max: dayNumber({ y: 2070, m: 1, d: 1 }) })
  .map(dayFromNumber)

property.prop([aDay, fc.integer({ min: 1, max: 60 }), fc.constantFrom('en', 'prs', 'ps')])(
  '[D7] what is written in the long form is read back as it was',
  (day, length, language) => {
    const end = dayFromNumber(dayNumber(day) + length)
    const value = { start: isoOf(day), precision: 'day', tz: 'UTC' } as const
    const single = parseDates(renderDate(value, 'long', language), reference)
    expect(single.map((date) => date.value.start)).toEqual([value.start])
    if (language === 'ps') return
    const range = parseDates(renderDate({ ...value, end: isoOf(end) }, 'long', language), reference)
    expect(range.map((date) => [date.value.start, date.value.end])).toEqual([
      [value.start, isoOf(end)],
    ])
  },
)

property.prop([aDay, fc.constantFrom('en', 'prs', 'ps')])(
  '[D7] both calendars together are read as one date that agrees with itself',
  (day, language) => {
    const value = { start: isoOf(day), precision: 'day', tz: 'UTC' } as const
    const dates = parseDates(renderDate(value, 'both', language), reference)
    expect(dates.map((date) => date.value.start)).toEqual([value.start])
    expect(dates.every((date) => agreesAsStated(date.value))).toBe(true)
  },
)

property.prop([aDay])('[D2] every spelling of a month is understood', (day) => {
  const solar = toSolarHijri(day.y, day.m, day.d)
  const names = AF_MONTHS[(solar?.m ?? 1) - 1]
  for (const name of [names?.en, names?.prs, ...(names?.variants ?? [])]) {
    const dates = parseDates(`${solar?.d} ${name} ${solar?.y}`, reference)
    expect(dates.map((date) => date.value.start)).toEqual([isoOf(day)])
  }
})

property.prop([fc.string({ unit: 'binary', maxLength: 200 })])(
  '[D3] any text at all is answered, with spans inside it',
  (text) => {
    for (const date of parseDates(text, reference)) {
      expect(text.slice(date.start, date.end)).toBe(date.text)
    }
  },
)
