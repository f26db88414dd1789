import { dayNumber, dayOf, isoOf } from '../dates/civil-day.ts'
import { findAtoms, type DateAtom, type Written } from '../dates/date-atoms.ts'
import type { Calendar } from '../dates/date-value.ts'
import { gregorianDay, nearestYear, tenseAt } from '../dates/nearest-year.ts'
import type { CheckBlock, CheckWorld, MentionSpan } from './finding.ts'
import { daysOf, knownFact, knownYears, spanOfDays } from './known-facts.ts'

/** A date in a block: a mention of a fact's date, or one written in words. */
export interface BlockDate {
  /** Without a weekday before it. */
  readonly start: number
  readonly end: number
  readonly calendar: Calendar
  /** First and last day, YYYY-MM-DD. */
  readonly days: { readonly start: string; readonly end: string }
  /** The year is written or known from a fact, not only likely. */
  readonly certain: boolean
  readonly mention?: MentionSpan
  readonly written?: { readonly from: Written; readonly to?: Written | undefined }
}

/** A day without a year that is this near to the dateline is the day that is meant. */
const NEAR_DAYS = 45

/** Whether there is no doubt about the year. */
export function isClear({ certain, days }: BlockDate, today: string): boolean {
  return certain || Math.abs(dayNumber(dayOf(days.start)) - dayNumber(dayOf(today))) <= NEAR_DAYS
}

/** The dates of a block that name days, in reading order, none overlapping. */
export function blockDates(block: CheckBlock, world: CheckWorld): readonly BlockDate[] {
  const mentioned = block.mentions
    .map((mention) => ofMention(mention, world))
    .filter((date) => date !== undefined)
  const isFree = (atom: DateAtom) =>
    block.mentions.every(({ start, end }) => atom.end <= start || atom.start >= end)
  const written = findAtoms(block.text)
    .filter((atom) => isFree(atom) && !atom.approx && !atom.needsPartner)
    .map((atom) => ofAtom(atom, block.text, world))
    .filter((date) => date !== undefined)
  return [...mentioned, ...written].toSorted((a, b) => a.start - b.start)
}

function ofMention(mention: MentionSpan, world: CheckWorld): BlockDate | undefined {
  const fact = knownFact(world, mention.factId)
  const value = fact && daysOf(fact, mention.field)
  if (!value) return undefined
  const isSolar = mention.format.startsWith('solar_hijri')
  return {
    start: mention.start,
    end: mention.end,
    calendar: isSolar ? 'solar_hijri_af' : 'gregorian',
    days: spanOfDays(value),
    certain: true,
    mention,
  }
}

function ofAtom(atom: DateAtom, text: string, world: CheckWorld): BlockDate | undefined {
  const { calendar, from, to } = atom
  if (from.d === undefined) return undefined
  const known = from.y ?? to?.y ?? knownYear(calendar, from, world)
  const hints = { reference: dayOf(world.today), tense: tenseAt(text, atom.start, atom.end) }
  const year = known ?? nearestYear(calendar, from, hints)
  if (year === undefined) return undefined
  const lastYear = to?.y ?? (to && to.m < from.m ? year + 1 : year)
  const first = gregorianDay(calendar, year, from.m, from.d)
  const last = to ? gregorianDay(calendar, lastYear, to.m, to.d ?? 1) : first
  if (!first || !last || dayNumber(last) < dayNumber(first)) return undefined
  const words = text.slice(atom.start, atom.end)
  const weekday = atom.weekday === undefined ? '' : (/^\S+[\s\u00a0]+/u.exec(words)?.[0] ?? '')
  return {
    start: atom.start + weekday.length,
    end: atom.end,
    calendar,
    days: { start: isoOf(first), end: isoOf(last) },
    certain: known !== undefined,
    written: { from, to },
  }
}

/** The year of a day that exactly one year of the story's facts knows. */
function knownYear(calendar: Calendar, { m, d }: Written, world: CheckWorld): number | undefined {
  const years = knownYears(world).get(`${calendar === 'gregorian' ? 'g' : 's'} ${m}-${d}`)
  return years?.length === 1 ? years[0] : undefined
}
