import type { DateValue } from '@dateline/shared/facts/dates/date-value'
import { parseDates, type DateReference } from '@dateline/shared/facts/dates/parse-date'

/** Zones the form offers beside the newsroom's; a value's own zone is offered as well. */
export const ZONES = [
  'Asia/Kabul',
  'Asia/Karachi',
  'Asia/Tehran',
  'Asia/Qatar',
  'Asia/Riyadh',
  'Europe/Istanbul',
  'Europe/London',
  'America/New_York',
  'UTC',
] as const

/**
 * The date with the days that were picked from a calendar; zone, time and what the source said
 * stay. A range has no time, and a picked day is no month and no year. Pure.
 *
 * @param days first and last day, `YYYY-MM-DD`
 * @param zone in which a date is meant that has none yet
 */
export function withDays(
  date: DateValue | undefined,
  { start, end }: { start: string; end: string },
  zone: string,
): DateValue {
  const range = end > start ? { end } : {}
  if (!date) return { start, ...range, precision: 'day', tz: zone }
  const { end: _, ...rest } = date
  if (date.precision === 'time' && end === start) {
    return { ...rest, start: `${start}T${timeOf(date)}` }
  }
  const precision = date.precision === 'approx' ? 'approx' : 'day'
  return { ...rest, start, ...range, precision }
}

/** The date with another precision; only a time of day keeps a time. Pure. */
export function withPrecision(date: DateValue, precision: DateValue['precision']): DateValue {
  const day = date.start.slice(0, 10)
  if (precision !== 'time') {
    const { end } = date
    return { ...date, precision, start: day, ...(end && { end: end.slice(0, 10) }) }
  }
  const { end: _, ...rest } = date
  return { ...rest, precision, start: `${day}T${timeOf(date)}` }
}

/** `HH:MM` of a date with a time; noon of one without. */
export const timeOf = (date: DateValue): string => date.start.slice(11) || '12:00'

/**
 * The date with what its source says, in the source's words. The words fill in the day while there
 * is none; afterwards they only stand beside it, so that a mismatch is seen. Pure.
 *
 * @param here the day it is, against which words without a year are read, and the newsroom's zone
 * @returns the date unchanged and `isRead: false` when the words name no day and there is none yet
 */
export function withStated(
  date: DateValue | undefined,
  words: string,
  here: DateReference,
): { date: DateValue | undefined; isRead: boolean } {
  const text = words.trim()
  if (!text) {
    if (!date) return { date, isRead: true }
    const { asStated: _, ...rest } = date
    return { date: rest, isRead: true }
  }
  const reference = { date: date?.start.slice(0, 10) ?? here.date, tz: date?.tz ?? here.tz }
  const [parsed] = parseDates(text, reference)
  if (!parsed) {
    const asStated = { calendar: 'gregorian', text } as const
    return { date: date && { ...date, asStated }, isRead: false }
  }
  const stated = parsed.value.asStated ?? {
    calendar: 'gregorian' as const,
    ...dayParts(parsed.value.start),
  }
  const asStated = { ...stated, text: text.slice(0, 200) }
  return { date: { ...(date ?? parsed.value), asStated }, isRead: true }
}

function dayParts(iso: string): { y: number; m: number; d: number } {
  return {
    y: Number(iso.slice(0, 4)),
    m: Number(iso.slice(5, 7)),
    d: Number(iso.slice(8, 10)),
  }
}
