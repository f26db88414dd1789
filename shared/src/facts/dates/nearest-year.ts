import { dayNumber, isDay, weekdayOf } from './civil-day.ts'
import type { Written } from './date-atoms.ts'
import type { Calendar } from './date-value.ts'
import { fromSolarHijri, toSolarHijri, type CalendarDay } from './solar-hijri.ts'

/** A written day as a Gregorian day; undefined when its calendar has no such day. */
export function gregorianDay(
  calendar: Calendar,
  y: number,
  m: number,
  d: number,
): CalendarDay | undefined {
  if (calendar === 'solar_hijri_af') return fromSolarHijri(y, m, d)
  return isDay({ y, m, d }) ? { y, m, d } : undefined
}

const FUTURE =
  /\b(?:will|shall|won['’]t|scheduled|due|upcoming|next|plans?|planned|planning|set to|slated|expected|expects|until|deadline|to (?:meet|hold|resume|begin|start|host|convene|take place))\b|خواهد|خواهند|قرار است|آینده|راتلون|ټاکل شو|وبه|به\s+(?:وی|کېږی|شی)/iu

/** How far around a date a word of the future still speaks of it, in characters. */
const BEFORE = 120
const AFTER = 60

/** A verb of the past close before: what "attacked on October 7" tells has happened. */
const PAST =
  /\b(?:was|were|had|began|met|fell|broke|fought|took|struck|held|left|won|lost|led|came|went|\p{Ll}{2,}ed)\b[^,;]{0,40}$/u

export type Tense = 'past' | 'future' | 'open'

/** What the sentence speaks of near this place: what is to come, what has been, or either. */
export function tenseAt(text: string, start: number, end: number): Tense {
  const before = text.slice(Math.max(0, start - BEFORE), start)
  const after = text.slice(end, end + AFTER)
  const sentence =
    (before.split(/[.!?؟]\s/).at(-1) ?? '') + ' ' + (after.split(/[.!?؟]\s/)[0] ?? '')
  if (FUTURE.test(sentence)) return 'future'
  return PAST.test(before.split(/[.!?؟]\s/).at(-1) ?? '') ? 'past' : 'open'
}

const WEIGHTS: Readonly<Record<Tense, { forward: number; back: number }>> = {
  open: { forward: 4, back: 1 },
  future: { forward: 1, back: 6 },
  past: { forward: 1_000, back: 1 },
}

/**
 * The year a date without one most likely means (rule D4). News looks back: a day ahead of the
 * reference counts as four times as far as one behind it; with a word of the future near, one
 * behind counts six times; after a verb of the past nothing lies ahead but tomorrow, where it may
 * be the next day already. A weekday that the text names outweighs all of it.
 *
 * @returns the year in the date's own calendar; undefined when no near year has such a day
 */
export function nearestYear(
  calendar: Calendar,
  { m, d = 1 }: Written,
  hints: { reference: CalendarDay; tense: Tense; weekday?: number | undefined },
): number | undefined {
  const { reference } = hints
  const solar = toSolarHijri(reference.y, reference.m, reference.d)
  const base = calendar === 'gregorian' ? reference.y : solar?.y
  if (base === undefined) return undefined
  const here = dayNumber(reference)
  const candidates = [base - 1, base, base + 1]
    .map((year) => ({ year, day: gregorianDay(calendar, year, m, d) }))
    .filter((one): one is { year: number; day: CalendarDay } => one.day !== undefined)
    .map(({ year, day }) => {
      const ahead = dayNumber(day) - here
      const { forward, back } = WEIGHTS[hints.tense]
      const distance = ahead > 1 ? ahead * forward : Math.abs(ahead) * back
      return { year, distance, fits: weekdayOf(day) === hints.weekday }
    })
  const fitting = candidates.filter((one) => one.fits)
  return (fitting.length > 0 ? fitting : candidates).toSorted((a, b) => a.distance - b.distance)[0]
    ?.year
}
