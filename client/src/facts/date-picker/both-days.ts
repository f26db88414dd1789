import type { Calendar } from '@dateline/shared/facts/dates/date-value'
import { AF_MONTHS, GREGORIAN_MONTHS } from '@dateline/shared/facts/dates/month-names'
import { toSolarHijri, type CalendarDay } from '@dateline/shared/facts/dates/solar-hijri'
import { toCalendar, GregorianCalendar, type CalendarDate } from '@internationalized/date'

export interface BothDays {
  readonly iso: string
  /** The day in the calendar that is shown, and in the other one; none outside its table. */
  readonly own: CalendarDay | undefined
  readonly other: CalendarDay | undefined
}

/** A day of a page as both calendars have it, by our own rule (D1), whatever the page was made by. */
export function bothDays(date: CalendarDate, calendar: Calendar): BothDays {
  const { year, month, day } = toCalendar(date, new GregorianCalendar())
  const gregorian = { y: year, m: month, d: day }
  const solar = toSolarHijri(year, month, day)
  const isGregorian = calendar === 'gregorian'
  return {
    iso: toCalendar(date, new GregorianCalendar()).toString(),
    own: isGregorian ? gregorian : solar,
    other: isGregorian ? solar : gregorian,
  }
}

/** A month's name in the table of its calendar (rule D2). */
export function monthName(calendar: Calendar, month: number): string {
  const months = calendar === 'gregorian' ? GREGORIAN_MONTHS : AF_MONTHS
  return months[month - 1]?.en ?? ''
}

export const otherCalendar = (calendar: Calendar): Calendar =>
  calendar === 'gregorian' ? 'solar_hijri_af' : 'gregorian'
