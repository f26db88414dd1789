import { z } from 'zod'

/** An IANA time zone that this engine knows, e.g. `Asia/Kabul`. */
export const timeZoneSchema = z.string().refine(isKnown, {
  message: 'an IANA time zone, such as Asia/Kabul',
})

function isKnown(zone: string): boolean {
  try {
    return zone !== '' && Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

/** The day on the calendars of a zone at a moment, `YYYY-MM-DD`. @param at ms since epoch */
export function dayIn(at: number, timeZone: string): string {
  const { year, month, day } = partsIn(at, timeZone)
  return `${year}-${month}-${day}`
}

/** The same to the minute, with how far the zone is from UTC: `2025-11-01 14:00 UTC+04:30`. */
export function minuteIn(at: number, timeZone: string): string {
  const { hour, minute, timeZoneName = '' } = partsIn(at, timeZone)
  return `${dayIn(at, timeZone)} ${hour}:${minute} ${timeZoneName.replace(/^GMT(\+00:00)?/, 'UTC')}`
}

/** Making one costs a hundred times what using it does, and it is nearly always the same zone. */
let last = formatIn('UTC')

function partsIn(at: number, timeZone: string): Partial<Record<string, string>> {
  if (last.timeZone !== timeZone) last = formatIn(timeZone)
  return Object.fromEntries(last.format.formatToParts(at).map(({ type, value }) => [type, value]))
}

function formatIn(timeZone: string) {
  const format = new Intl.DateTimeFormat('en-u-ca-iso8601', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  })
  return { timeZone, format }
}
