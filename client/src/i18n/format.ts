import { UI_LOCALE } from './translate.ts'

const clock = new Intl.DateTimeFormat(UI_LOCALE, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const day = new Intl.DateTimeFormat(UI_LOCALE, { day: 'numeric', month: 'short' })
const dayOfYear = new Intl.DateTimeFormat(UI_LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
})
const relative = new Intl.RelativeTimeFormat(UI_LOCALE, { numeric: 'auto', style: 'narrow' })

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

/** How far away a moment is: "in 25 min.", "2h ago", "tomorrow". */
export function formatDistance(at: number, now: number): string {
  const distance = at - now
  const size = Math.abs(distance)
  if (size < HOUR) return relative.format(Math.round(distance / MINUTE), 'minute')
  if (size < DAY) return relative.format(Math.round(distance / HOUR), 'hour')
  return relative.format(Math.round(distance / DAY), 'day')
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(UI_LOCALE).format(value)
}
