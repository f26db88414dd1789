import {
  dayFromNumber,
  dayNumber,
  dayOf,
  isoOf,
  weekdayOf,
} from '@dateline/shared/facts/dates/civil-day'
import type { DateValue } from '@dateline/shared/facts/dates/date-value'
import { WEEKDAYS } from '@dateline/shared/facts/dates/month-names'
import { parseDates, type DateReference } from '@dateline/shared/facts/dates/parse-date'

/**
 * What a person typed into a date field, in either calendar: "6 Nov", "25–30 Oct 2025", "15 Aqrab",
 * "today", "Thursday", "6 Nov 14:30". The zone, and what the source said, stay as they are. Pure.
 *
 * @param here the day it is, against which words without a year are read when there is no day yet,
 *   and the newsroom's zone
 * @returns undefined when no day can be read
 */
export function typedDate(
  text: string,
  had: DateValue | undefined,
  here: DateReference,
): DateValue | undefined {
  const tz = had?.tz ?? here.tz
  const words = text.trim()
  const named = namedDay(words, here.date)
  const [parsed] = named
    ? [{ value: { start: named, precision: 'day', tz } as DateValue }]
    : parseDates(words, { date: had?.start.slice(0, 10) ?? here.date, tz })
  if (!parsed) return undefined
  const { asStated, ...read } = parsed.value
  // A Solar Hijri month is kept with its calendar: it has no first and last day of its own.
  const isWhole =
    asStated?.calendar === 'solar_hijri_af' &&
    (read.precision === 'month' || read.precision === 'year')
  const stated = had?.asStated ?? (isWhole ? asStated : undefined)
  const date: DateValue = { ...read, tz, ...(stated && { asStated: stated }) }
  const time = date.end === undefined && date.precision === 'day' ? timeIn(words) : undefined
  return time ? { ...date, precision: 'time', start: `${date.start}T${time}` } : date
}

/** "today", "tomorrow", "yesterday", or a weekday: the next one, today included. */
function namedDay(words: string, today: string): string | undefined {
  const word = words.toLowerCase()
  const here = dayNumber(dayOf(today))
  const days = { yesterday: -1, today: 0, tomorrow: 1 }[word]
  if (days !== undefined) return isoOf(dayFromNumber(here + days))
  if (word.length < 3) return undefined
  const weekday = WEEKDAYS.en.findIndex((name) => name.toLowerCase().startsWith(word))
  if (weekday < 0) return undefined
  return isoOf(dayFromNumber(here + ((weekday - weekdayOf(dayOf(today)) + 7) % 7)))
}

/** `HH:MM` of "14:30", "2:30 p.m.", "2 p.m.", "noon" or "midnight" in the words. */
function timeIn(words: string): string | undefined {
  if (/\bnoon\b/iu.test(words)) return '12:00'
  if (/\bmidnight\b/iu.test(words)) return '00:00'
  const half = /\b(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\b/iu.exec(words)
  const clock = half ?? /\b(\d{1,2}):(\d{2})\b/u.exec(words)
  if (!clock) return undefined
  const [hour, minute] = [Number(clock[1]), Number(clock[2] ?? 0)]
  if (minute > 59 || hour > 23 || (half && (hour < 1 || hour > 12))) return undefined
  const isLate = half?.[3]?.toLowerCase() === 'p'
  const day = half ? (hour % 12) + (isLate ? 12 : 0) : hour
  return `${String(day).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** The date a number of days later, range and time with it. Pure. */
export function movedBy(date: DateValue, days: number): DateValue {
  const move = (iso: string) => isoOf(dayFromNumber(dayNumber(dayOf(iso)) + days)) + iso.slice(10)
  return { ...date, start: move(date.start), ...(date.end && { end: move(date.end) }) }
}
