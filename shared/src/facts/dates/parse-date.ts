import { dayOf, isoOf, weekdayOf } from './civil-day.ts'
import { findAtoms, type DateAtom, type Written } from './date-atoms.ts'
import type { Calendar, DateValue } from './date-value.ts'
import { gregorianDay, nearestYear, tenseAt } from './nearest-year.ts'
import { solarHijriMonthLength, toSolarHijri, type CalendarDay } from './solar-hijri.ts'

/** Against what a date without a year is read: the day the text appeared, and its zone. */
export interface DateReference {
  readonly date: string // YYYY-MM-DD
  readonly tz: string // IANA
}

/** One calendar's part of a stated date; "November 6 (Aqrab 15)" has two. */
export interface DatePart {
  readonly calendar: Calendar
  readonly start: number
  readonly end: number
  readonly text: string
  readonly hasYear: boolean
  readonly hasWeekday: boolean
}

export interface ParsedDate {
  readonly value: DateValue
  /** UTF-16 offsets into the text; the brackets of a second calendar are inside. */
  readonly start: number
  readonly end: number
  readonly text: string
  readonly parts: readonly DatePart[]
}

/**
 * The dates stated in a text (rules D3, D4), in English, Dari or Pashto and in either calendar, in
 * order and without overlap. Days and months only: never a bare year, weekday or "next week",
 * and nothing that is not on the calendar. Where both calendars are given, the Gregorian one is the
 * value and the other is kept in `asStated`, whether or not they agree.
 */
export function parseDates(text: string, reference: DateReference): ParsedDate[] {
  const atoms = findAtoms(text)
  const parsed: ParsedDate[] = []
  for (let index = 0; index < atoms.length; index += 1) {
    const [atom, next] = [atoms[index], atoms[index + 1]]
    if (!atom) continue
    const joined = next && joinedEnd(text, atom, next)
    if (next && joined !== undefined) {
      const both = resolve(text, joined, atom, next, reference)
      if (both) {
        parsed.push(both)
        index += 1
        continue
      }
    }
    const one = atom.needsPartner ? undefined : resolve(text, atom.end, atom, undefined, reference)
    if (one) parsed.push(one)
  }
  return parsed
}

const JOINT =
  /^(?:\s*[([/]\s*|,?\s+(?:or|that is|corresponding to|equivalent to|which corresponds to)\s+|\s*[،,]?\s*(?:مطابق(?:\s+(?:با|به))?|برابر\s+(?:با|به)|مصادف\s+(?:با|به))\s+)$/u

/** Where two neighbours are one date in two calendars: the end of both together. */
function joinedEnd(text: string, one: DateAtom, other: DateAtom): number | undefined {
  if (one.calendar === other.calendar || Boolean(one.to) !== Boolean(other.to)) return undefined
  if ((one.from.d === undefined) !== (other.from.d === undefined)) return undefined
  const gap = text.slice(one.end, other.start)
  if (!JOINT.test(gap)) return undefined
  if (!/[([]/.test(gap)) return other.end
  const closing = /^\s*[)\]]/.exec(text.slice(other.end))
  return closing ? other.end + closing[0].length : undefined
}

function resolve(
  text: string,
  end: number,
  first: DateAtom,
  second: DateAtom | undefined,
  { date, tz }: DateReference,
): ParsedDate | undefined {
  const [main, beside] =
    first.calendar === 'gregorian' || !second ? [first, second] : [second, first]
  const reference = dayOf(date)
  const hints = { reference, tense: tenseAt(text, first.start, end) }
  const year =
    main.from.y ??
    main.to?.y ??
    yearFrom(beside, main) ??
    nearestYear(main.calendar, main.from, { ...hints, weekday: main.weekday })
  if (year === undefined) return undefined
  const days = daysOf(main, year)
  if (!days) return undefined
  const stated = beside ?? main
  const value: DateValue = {
    start: isoOf(days.start) + (main.time ? `T${main.time}` : ''),
    ...(days.end && { end: isoOf(days.end) }),
    precision: precisionOf(main),
    tz,
    asStated: {
      calendar: stated.calendar,
      text: text.slice(first.start, end).slice(0, 200),
      ...stated.from,
    },
  }
  const parts = [first, ...(second ? [second] : [])].map((atom) =>
    partOf(text, atom, days.start, !second),
  )
  // A weekday that the day does not have stays in the copy, outside the value, where it can be checked.
  const start = parts[0]?.start ?? first.start
  return { value, start, end, text: text.slice(start, end), parts }
}

/** The year of the date, from the calendar beside it. */
function yearFrom(beside: DateAtom | undefined, main: DateAtom): number | undefined {
  const y = beside?.from.y ?? beside?.to?.y
  if (!beside || y === undefined) return undefined
  const day = gregorianDay(beside.calendar, y, beside.from.m, beside.from.d ?? 1)
  if (!day) return undefined
  const [candidate] = [day.y, day.y + 1, day.y - 1].filter((year) => {
    const other = gregorianDay(main.calendar, year, main.from.m, main.from.d ?? 1)
    return other && Math.abs(Date.parse(isoOf(other)) - Date.parse(isoOf(day))) < 40 * 86_400_000
  })
  return candidate ?? day.y
}

function daysOf(
  atom: DateAtom,
  year: number,
): { start: CalendarDay; end?: CalendarDay } | undefined {
  const { calendar, from, to } = atom
  const startYear = from.y ?? (to && to.m < from.m && to.y === year ? year - 1 : year)
  const start = gregorianDay(calendar, startYear, from.m, from.d ?? 1)
  if (!start) return undefined
  if (from.d === undefined) {
    // A Solar Hijri month lies across two Gregorian ones, so it needs its last day too.
    if (calendar === 'gregorian') return { start }
    const last = gregorianDay(calendar, startYear, from.m, solarHijriMonthLength(startYear, from.m))
    return last && { start, end: last }
  }
  if (!to) return { start }
  const end = endOf(calendar, startYear, from, to)
  return end && isoOf(end) >= isoOf(start) ? { start, end } : undefined
}

function endOf(
  calendar: Calendar,
  startYear: number,
  from: Written,
  to: Written,
): CalendarDay | undefined {
  const year = to.y ?? (to.m < from.m ? startYear + 1 : startYear)
  return gregorianDay(calendar, year, to.m, to.d ?? 1)
}

function precisionOf(atom: DateAtom): DateValue['precision'] {
  if (atom.time) return 'time'
  if (atom.approx) return 'approx'
  return atom.from.d === undefined ? 'month' : 'day'
}

function partOf(text: string, atom: DateAtom, day: CalendarDay, isAlone: boolean): DatePart {
  const fits = atom.weekday !== undefined && atom.weekday === weekdayOf(day)
  const start =
    atom.weekday === undefined || (fits && isAlone) ? atom.start : afterWeekday(text, atom)
  return {
    calendar: atom.calendar,
    start,
    end: atom.end,
    text: text.slice(start, atom.end),
    hasYear: atom.from.y !== undefined || atom.to?.y !== undefined,
    hasWeekday: fits && isAlone,
  }
}

function afterWeekday(text: string, atom: DateAtom): number {
  const words = /^\S+[\s\u00a0]+/u.exec(text.slice(atom.start, atom.end))
  return atom.start + (words?.[0].length ?? 0)
}

/** Whether what the source said in its own calendar is the day that the value names (rule D9). */
export function agreesAsStated({ start, asStated }: DateValue): boolean {
  if (!asStated) return true
  const day = dayOf(start)
  const own = asStated.calendar === 'gregorian' ? day : toSolarHijri(day.y, day.m, day.d)
  if (!own) return true
  return (['y', 'm', 'd'] as const).every((key) => (asStated[key] ?? own[key]) === own[key])
}

/**
 * Whether a date right behind another one is the same date in the other calendar, by what stands
 * between: "November 6 (15 Aqrab)", "6 November or 15 Aqrab".
 *
 * @param end where the first one ends
 */
export function isSameDate(
  text: string,
  end: number,
  next: { readonly start: number; readonly end: number },
): boolean {
  const gap = text.slice(end, next.start)
  return JOINT.test(gap) && (!/[([]/.test(gap) || /^\s*[)\]]/.test(text.slice(next.end)))
}
