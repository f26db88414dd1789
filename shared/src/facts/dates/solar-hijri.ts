/** A day of either calendar: year, month 1–12, day of the month from 1. */
export interface CalendarDay {
  readonly y: number
  readonly m: number
  readonly d: number
}

/** Years for which the arithmetic below agrees with the equinox (rule D1). */
export const FIRST_YEAR = 1178
export const LAST_YEAR = 1633

const MS_PER_DAY = 86_400_000
/** Day number, from 1 January 1970, of 29 Hut of the year 0: the day before 1 Hamal 1. */
const EPOCH = -492_269

/**
 * The Solar Hijri calendar as Afghanistan uses it (rule D1): the year begins on the day of the
 * March equinox; months 1 to 6 have 31 days, 7 to 11 have 30, Hut has 29, or 30 in a leap year.
 * Leap years by the 33-year rule, eight in each cycle: it gives the equinox's years from 1178 to
 * 1633, and the test walks every day of 1380–1450 beside the engine's own calendar. (The 2820-year
 * rule found in many libraries is a day off from 1404 on.)
 */
export function isLeapYear(y: number): boolean {
  return (25 * y + 11) % 33 < 8
}

/** Days of a Solar Hijri month. */
export function solarHijriMonthLength(y: number, m: number): number {
  if (m <= 6) return 31
  return m <= 11 || isLeapYear(y) ? 30 : 29
}

/** @returns undefined when there is no such Gregorian day, or it lies outside 1178–1633 */
export function toSolarHijri(y: number, m: number, d: number): CalendarDay | undefined {
  const day = gregorianDayNumber(y, m, d)
  if (day === undefined) return undefined
  let year = y - 621
  if (day < firstDayOf(year)) year -= 1
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined
  const inYear = day - firstDayOf(year)
  return inYear < 186
    ? { y: year, m: Math.floor(inYear / 31) + 1, d: (inYear % 31) + 1 }
    : { y: year, m: Math.floor((inYear - 186) / 30) + 7, d: ((inYear - 186) % 30) + 1 }
}

/** @returns undefined when there is no such Solar Hijri day, or it lies outside 1178–1633 */
export function fromSolarHijri(y: number, m: number, d: number): CalendarDay | undefined {
  if (![y, m, d].every(Number.isInteger)) return undefined
  if (y < FIRST_YEAR || y > LAST_YEAR || m < 1 || m > 12) return undefined
  if (d < 1 || d > solarHijriMonthLength(y, m)) return undefined
  const before = m <= 7 ? (m - 1) * 31 : 186 + (m - 7) * 30
  const date = new Date((firstDayOf(y) + before + d - 1) * MS_PER_DAY)
  return { y: date.getUTCFullYear(), m: date.getUTCMonth() + 1, d: date.getUTCDate() }
}

/** Day number (from 1 January 1970) of 1 Hamal. */
function firstDayOf(y: number): number {
  return EPOCH + 365 * (y - 1) + Math.floor((8 * y + 21) / 33) + 1
}

/** Day number from 1 January 1970; undefined when the calendar has no such day. */
function gregorianDayNumber(y: number, m: number, d: number): number | undefined {
  const date = new Date(Date.UTC(y, m - 1, d))
  const same =
    date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d
  return same ? date.getTime() / MS_PER_DAY : undefined
}
