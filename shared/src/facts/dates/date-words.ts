import type { Language } from '../../story/meta-doc.ts'
import { AF_MONTHS, GREGORIAN_MONTHS, SHORT_MONTHS } from './month-names.ts'

/** How one calendar's days are put together in one language. */
export interface CalendarWords {
  readonly names: readonly string[]
  day(month: string, day: string): string
  days(month: string, first: string, last: string): string
  year(text: string, year: number): string
}

/** The grammar of dates in one language (rules D5–D8): order, joining words, not the numbers. */
export interface DateWords {
  gregorian(short: boolean): CalendarWords
  readonly solarHijri: CalendarWords
  month(name: string, year: number): string
  span(from: string, to: string): string
  weekday(name: string, day: string): string
  weekdaySpan(from: string, to: string): string
  at(day: string, hour: number, minute: number): string
  about(text: string): string
}

const two = (n: number) => String(n).padStart(2, '0')

/** 2:30 p.m.; 2 p.m.; noon; midnight. */
function englishTime(hour: number, minute: number): string {
  if (minute === 0 && hour === 12) return 'noon'
  if (minute === 0 && hour === 0) return 'midnight'
  const clock = minute === 0 ? String(hour % 12 || 12) : `${hour % 12 || 12}:${two(minute)}`
  return `${clock} ${hour < 12 ? 'a.m.' : 'p.m.'}`
}

const english: DateWords = {
  gregorian: (short) => ({
    names: short ? SHORT_MONTHS : GREGORIAN_MONTHS.map((month) => month.en),
    day: (month, day) => `${month} ${day}`,
    days: (month, first, last) => `${month} ${first}–${last}`,
    year: (text, year) => `${text}, ${year}`,
  }),
  solarHijri: {
    names: AF_MONTHS.map((month) => month.en),
    day: (month, day) => `${day} ${month}`,
    days: (month, first, last) => `${first}–${last} ${month}`,
    year: (text, year) => `${text} ${year}`,
  },
  month: (name, year) => `${name} ${year}`,
  span: (from, to) => `${from}–${to}`,
  weekday: (name, day) => `${name}, ${day}`,
  weekdaySpan: (from, to) => `${from}, to ${to}`,
  at: (day, hour, minute) => `${day}, at ${englishTime(hour, minute)}`,
  about: (text) => `about ${text}`,
}

/** Dari puts the day before the month and joins with a word: a dash turns round in right-to-left. */
const dariCalendar = (names: readonly string[]): CalendarWords => ({
  names,
  day: (month, day) => `${day} ${month}`,
  days: (month, first, last) => `${first} تا ${last} ${month}`,
  year: (text, year) => `${text} ${year}`,
})

const dari: DateWords = {
  gregorian: () => dariCalendar(GREGORIAN_MONTHS.map((month) => month.prs)),
  solarHijri: dariCalendar(AF_MONTHS.map((month) => month.prs)),
  month: (name, year) => `${name} ${year}`,
  span: (from, to) => `${from} تا ${to}`,
  weekday: (name, day) => `${name}، ${day}`,
  weekdaySpan: (from, to) => `${from} تا ${to}`,
  at: (day, hour, minute) => `${day}، ساعت ${two(hour)}:${two(minute)}`,
  about: (text) => `حدود ${text}`,
}

/** Pashto: "of the year … of the month … the 6th", from the largest to the smallest. */
const pashtoCalendar = (names: readonly string[]): CalendarWords => ({
  names,
  day: (month, day) => `د ${month} ${day}مه`,
  days: (month, first, last) => `د ${month} له ${first}مې تر ${last}مې`,
  year: (text, year) => `د ${year} کال ${text}`,
})

const pashto: DateWords = {
  gregorian: () => pashtoCalendar(GREGORIAN_MONTHS.map((month) => month.ps)),
  solarHijri: pashtoCalendar(AF_MONTHS.map((month) => month.ps)),
  month: (name, year) => `د ${year} کال ${name}`,
  span: (from, to) => `${from} تر ${to}`,
  weekday: (name, day) => `${name}، ${day}`,
  weekdaySpan: (from, to) => `${from} تر ${to}`,
  at: (day, hour, minute) => `${day}، ${two(hour)}:${two(minute)} بجې`,
  about: (text) => `شاوخوا ${text}`,
}

/** The words and order of dates in a story's language. */
export function dateWords(language: Language): DateWords {
  return { en: english, prs: dari, ps: pashto }[language]
}
