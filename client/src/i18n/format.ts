import { UI_LOCALE } from './translate.ts'

/**
 * The browser's own kind of the language of the screens ("22 Nov" in London, "Nov 22" in New York):
 * days of another language or calendar would stand in the midst of English sentences. The time
 * zone is always the device's.
 */
const LOCALE =
  globalThis.navigator?.languages.find((tag) => tag.split('-')[0] === UI_LOCALE) ?? 'en-GB'

const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const clock = new Intl.DateTimeFormat(LOCALE, time)
const exactClock = new Intl.DateTimeFormat(LOCALE, { ...time, second: '2-digit' })
const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' })
const dayOfYear = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
})
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto', style: 'narrow' })

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A moment as short as it can be said: "14:05", "22 Nov, 14:05", "3 Jan 2025, 09:00". */
export function formatMoment(at: number, now: number): string {
  const [date, today] = [new Date(at), new Date(now)]
  if (date.toDateString() === today.toDateString()) return clock.format(date)
  const form = date.getFullYear() === today.getFullYear() ? day : dayOfYear
  return `${form.format(date)}, ${clock.format(date)}`
}

/** To the second, as a newsroom's clock shows it: "14:05:12". */
export const formatClock = (at: number): string => exactClock.format(at)

/** How far away a moment is: "in 25 min.", "2h ago", "tomorrow". */
export function formatDistance(at: number, now: number): string {
  const distance = at - now
  const size = Math.abs(distance)
  if (size < HOUR) return relative.format(Math.round(distance / MINUTE), 'minute')
  if (size < DAY) return relative.format(Math.round(distance / HOUR), 'hour')
  return relative.format(Math.round(distance / DAY), 'day')
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(LOCALE).format(value)
}
