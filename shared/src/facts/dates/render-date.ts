import type { Language } from '../../story/meta-doc.ts'
import type { DateFormat } from '../mentions/mention-format.ts'
import { dayOf, isoOf, monthLength, weekdayOf } from './civil-day.ts'
import type { DateValue } from './date-value.ts'
import { dateWords, type DateWords } from './date-words.ts'
import { nativeDigits, WEEKDAYS } from './month-names.ts'
import { toSolarHijri, type CalendarDay } from './solar-hijri.ts'

interface Range {
  readonly start: CalendarDay
  readonly end: CalendarDay
  /** Only months, or only years, are meant. */
  readonly unit: 'day' | 'month' | 'year'
}

/**
 * Writes a date in prose, in the story's language (rules D5–D8): a range says its month and its
 * year once where that is enough, `day`, `short` and `weekday` leave the year out, `both` puts the
 * reader's own calendar first. A date outside the Solar Hijri table is written in Gregorian form.
 */
export function renderDate(date: DateValue, format: DateFormat, language: Language): string {
  const words = dateWords(language)
  const text = nativeDigits(renderAs(date, format, language, words), language)
  return date.precision === 'approx' ? words.about(text) : text
}

function renderAs(
  date: DateValue,
  format: DateFormat,
  language: Language,
  words: DateWords,
): string {
  const range = gregorianRange(date)
  const gregorian = (withYear: boolean, short = false) =>
    withTime(date, writeRange(range, words.gregorian(short), withYear, words), words)
  const solar = (withYear: boolean) => {
    const converted = solarRange(date, range)
    return converted && writeRange(converted, words.solarHijri, withYear, words)
  }
  switch (format) {
    case 'long':
      return gregorian(true)
    case 'day':
      return gregorian(false)
    case 'short':
      return gregorian(false, true)
    case 'weekday':
      return range.unit === 'day'
        ? withTime(date, withWeekday(range, language, words), words)
        : gregorian(false)
    case 'solar_hijri':
      return solar(true) ?? gregorian(true)
    case 'solar_hijri_day':
      return solar(false) ?? gregorian(false)
    case 'both': {
      const other = solar(true)
      if (other === undefined) return gregorian(true)
      return language === 'en' ? `${gregorian(true)} (${other})` : `${other} (${gregorian(true)})`
    }
    default:
      return format satisfies never
  }
}

function gregorianRange(date: DateValue): Range {
  const start = dayOf(date.start)
  const end = dayOf(date.end ?? date.start)
  const unit = date.precision === 'month' || date.precision === 'year' ? date.precision : 'day'
  return { start, end, unit }
}

/** The same stretch of time in the other calendar; whole months and years become the months they touch. */
function solarRange(date: DateValue, range: Range): Range | undefined {
  const { unit } = range
  // A month stated in the Solar Hijri calendar is stored as its first and last Gregorian day.
  const isWhole = unit !== 'day' && date.asStated?.calendar !== 'solar_hijri_af'
  const from = isWhole ? firstOf(range.start, unit) : range.start
  const to = isWhole ? lastOf(range.end, unit) : range.end
  const [start, end] = [toSolarHijri(from.y, from.m, from.d), toSolarHijri(to.y, to.m, to.d)]
  if (!start || !end) return undefined
  return { start, end, unit }
}

const firstOf = ({ y, m }: CalendarDay, unit: 'month' | 'year'): CalendarDay => ({
  y,
  m: unit === 'year' ? 1 : m,
  d: 1,
})

function lastOf({ y, m }: CalendarDay, unit: 'month' | 'year'): CalendarDay {
  const month = unit === 'year' ? 12 : m
  return { y, m: month, d: monthLength(y, month) }
}

type Calendar = ReturnType<DateWords['gregorian']>

function writeRange(
  { start, end, unit }: Range,
  months: Calendar,
  withYear: boolean,
  words: DateWords,
): string {
  const name = (day: CalendarDay) => months.names[day.m - 1] ?? ''
  const sameYear = start.y === end.y
  const sameMonth = sameYear && start.m === end.m
  if (unit === 'year')
    return sameYear ? String(start.y) : words.span(String(start.y), String(end.y))
  if (unit === 'month') {
    const one = (day: CalendarDay, y: boolean) => (y ? words.month(name(day), day.y) : name(day))
    if (sameMonth) return one(start, withYear)
    return sameYear && withYear
      ? words.month(words.span(name(start), name(end)), end.y)
      : words.span(one(start, withYear), one(end, withYear))
  }
  const single = (day: CalendarDay) => months.day(name(day), String(day.d))
  if (sameMonth) {
    const days = start.d === end.d ? undefined : ([String(start.d), String(end.d)] as const)
    const text = days ? months.days(name(start), ...days) : single(start)
    return withYear ? months.year(text, start.y) : text
  }
  // A range over New Year is unreadable without its years: "December 30–January 2" of which?
  if (!sameYear) {
    if (!withYear) return words.span(single(start), single(end))
    return words.span(months.year(single(start), start.y), months.year(single(end), end.y))
  }
  const text = words.span(single(start), single(end))
  return withYear ? months.year(text, end.y) : text
}

function withWeekday({ start, end }: Range, language: Language, words: DateWords): string {
  const months = words.gregorian(false)
  const one = (day: CalendarDay) =>
    words.weekday(
      WEEKDAYS[language][weekdayOf(day)] ?? '',
      months.day(months.names[day.m - 1] ?? '', String(day.d)),
    )
  return isoOf(start) === isoOf(end) ? one(start) : words.weekdaySpan(one(start), one(end))
}

function withTime(date: DateValue, text: string, words: DateWords): string {
  const time = date.precision === 'time' ? date.start.slice(11) : ''
  if (!time) return text
  return words.at(text, Number(time.slice(0, 2)), Number(time.slice(3)))
}
