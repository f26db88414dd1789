import type { CalendarDay } from './solar-hijri.ts'

const MS_PER_DAY = 86_400_000
const two = (n: number) => String(n).padStart(2, '0')

/** `2025-11-06` of a Gregorian day. */
export const isoOf = ({ y, m, d }: CalendarDay): string =>
  `${String(y).padStart(4, '0')}-${two(m)}-${two(d)}`

/** The day of `2025-11-06` or `2025-11-06T14:30`. */
export function dayOf(iso: string): CalendarDay {
  return {
    y: Number(iso.slice(0, 4)),
    m: Number(iso.slice(5, 7)),
    d: Number(iso.slice(8, 10)),
  }
}

/** Days since 1 January 1970. */
export const dayNumber = ({ y, m, d }: CalendarDay): number => Date.UTC(y, m - 1, d) / MS_PER_DAY

export function dayFromNumber(number: number): CalendarDay {
  const date = new Date(number * MS_PER_DAY)
  return { y: date.getUTCFullYear(), m: date.getUTCMonth() + 1, d: date.getUTCDate() }
}

/** 0 is Monday, 6 Sunday. */
export const weekdayOf = (day: CalendarDay): number => (((dayNumber(day) + 3) % 7) + 7) % 7

export const monthLength = (y: number, m: number): number =>
  new Date(Date.UTC(y, m, 0)).getUTCDate()

/** Whether the Gregorian calendar has this day. */
export const isDay = ({ y, m, d }: CalendarDay): boolean =>
  m >= 1 && m <= 12 && d >= 1 && d <= monthLength(y, m)
