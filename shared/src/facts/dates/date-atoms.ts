import {
  COUNTED_AFTER,
  DATE_PATTERNS,
  ISO_PATTERN,
  monthNumber,
  NAME_AFTER,
  NEEDS_YEAR,
  NUMERIC_PATTERN,
} from './date-grammar.ts'
import type { Calendar } from './date-value.ts'
import { foldScript, WEEKDAYS } from './month-names.ts'

/** A day or month as written: any part but the month may be missing. */
export interface Written {
  readonly y?: number
  readonly m: number
  readonly d?: number
}

/** One date as written in one calendar, with its place in the text. */
export interface DateAtom {
  readonly calendar: Calendar
  readonly start: number
  readonly end: number
  readonly from: Written
  readonly to?: Written
  /** 0 Monday … 6 Sunday, when the text names it. */
  readonly weekday?: number
  readonly approx: boolean
  /** 14:30, when the text gives it. */
  readonly time?: string
  /** Too much like a word: only a date when the other calendar stands beside it. */
  readonly needsPartner: boolean
}

/** The dates written in a text, in order, none overlapping; of two readings the longer one. */
export function findAtoms(text: string): readonly DateAtom[] {
  const folded = foldScript(text)
  const found = [...worded(folded), ...numeric(folded)]
  const taken: DateAtom[] = []
  for (const atom of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if ((taken.at(-1)?.end ?? 0) <= atom.start) taken.push(atom)
  }
  return taken
}

type Groups = Readonly<Record<string, string | undefined>>

function* worded(text: string): Iterable<DateAtom> {
  for (const { calendar, pattern, months } of DATE_PATTERNS) {
    if (!months.test(text)) continue
    for (const match of text.matchAll(pattern)) {
      yield* readMatch(calendar, match, text)
    }
  }
}

function* readMatch(calendar: Calendar, match: RegExpMatchArray, text: string): Iterable<DateAtom> {
  const groups: Groups = match.groups ?? {}
  const month = monthNumber(calendar, groups['m'] ?? '')
  if (month === undefined) return
  const start = match.index ?? 0
  const end = start + match[0].length
  const month2 = groups['m2'] === undefined ? undefined : monthNumber(calendar, groups['m2'])
  const year = number(groups['y'])
  const year2 = number(groups['y2'])
  const from = written(
    year ?? (month2 === undefined ? year2 : undefined),
    month,
    number(groups['d']),
  )
  const common = {
    calendar,
    approx: groups['about'] !== undefined,
    ...weekdayOf(groups['w']),
    needsPartner:
      year === undefined &&
      year2 === undefined &&
      NEEDS_YEAR.includes((groups['m'] ?? '').toLowerCase()),
  }
  const after = text.slice(end)
  if (year === undefined && year2 === undefined && NAME_AFTER.test(after)) return
  const day2 = number(groups['d2'])
  if (day2 === undefined) {
    yield { ...common, start, end, from }
    return
  }
  const to = written(year2 ?? (month2 === undefined ? year : undefined), month2 ?? month, day2)
  const isRange = groups['r'] !== undefined || groups['pre']?.toLowerCase() === 'between'
  const isPair = month2 === undefined && day2 === (from.d ?? 0) + 1
  if (!isRange && year === undefined && COUNTED_AFTER.test(after)) return
  if (month2 === undefined && day2 <= (from.d ?? 0)) return
  if (isRange || isPair) yield { ...common, start, end, from, to }
  // "October 18 and 25" are two days, and the second stands on its own number.
  else if (month2 === undefined && groups['pre'] === undefined) {
    yield* twoDays({ ...common, start, end, from }, to, match[0], groups)
  }
}

function* twoDays(
  atom: DateAtom,
  second: Written,
  words: string,
  groups: Groups,
): Iterable<DateAtom> {
  const and = words.indexOf(groups['a'] ?? '')
  const cut = atom.start + and
  yield { ...atom, end: cut }
  yield { ...atom, start: cut + (groups['a'] ?? '').length, from: second }
}

function* numeric(text: string): Iterable<DateAtom> {
  for (const pattern of [ISO_PATTERN, NUMERIC_PATTERN]) {
    for (const match of text.matchAll(pattern)) {
      const groups: Groups = match.groups ?? {}
      const [d, m, y] = [groups['d'], groups['m'], groups['y']].map(Number)
      if (d === undefined || m === undefined || y === undefined) continue
      const isClear = groups['s'] !== '/' || d > 12
      const calendar = y < 1500 ? 'solar_hijri_af' : 'gregorian'
      const isVersion = /\b(?:version|release|build|v)\.?\s*$/iu.test(text.slice(0, match.index))
      if (isVersion || !isClear || m < 1 || m > 12 || d < 1 || d > 31) continue
      const start = match.index
      yield {
        calendar,
        start,
        end: start + match[0].length,
        from: { y, m, d },
        approx: false,
        needsPartner: false,
        ...(groups['t'] && /^([01]\d|2[0-3]):[0-5]\d$/.test(groups['t']) && { time: groups['t'] }),
      }
    }
  }
}

const number = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text)

const written = (y: number | undefined, m: number, d: number | undefined): Written => ({
  ...(y !== undefined && { y }),
  m,
  ...(d !== undefined && { d }),
})

function weekdayOf(name: string | undefined): { weekday?: number } {
  if (name === undefined) return {}
  const index = [WEEKDAYS.en, WEEKDAYS.prs]
    .map((days) => days.findIndex((day) => day === name || day.startsWith(name.replace(/\.$/, ''))))
    .find((found) => found >= 0)
  return index === undefined ? {} : { weekday: index }
}
