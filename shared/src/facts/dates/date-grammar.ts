import type { Calendar } from './date-value.ts'
import { AF_MONTHS, foldScript, GREGORIAN_MONTHS, WEEKDAYS, type MonthName } from './month-names.ts'

/** One way to write a date. Named groups: m m2 d d2 y y2 w (weekday) r (range) a (and) pre about. */
export interface DatePattern {
  readonly calendar: Calendar
  readonly pattern: RegExp
  /** Any of its month names: a text without one need not be searched at length. */
  readonly months: RegExp
}

const isLatin = (name: string) => /^[a-z]/i.test(name)

/** Every spelling of a month, lower case, to its number from 1. */
function numbered(months: readonly MonthName[]): ReadonlyMap<string, number> {
  return new Map(
    months.flatMap(({ en, prs, ps, variants }, index) =>
      [en, prs, ps, ...variants].map(
        (name) => [foldScript(name.toLowerCase()), index + 1] as const,
      ),
    ),
  )
}
const NUMBERS: Readonly<Record<Calendar, ReadonlyMap<string, number>>> = {
  gregorian: numbered(GREGORIAN_MONTHS),
  solar_hijri_af: numbered(AF_MONTHS),
}

/** The number of a month by any of its spellings, in any letter case. */
export const monthNumber = (calendar: Calendar, name: string): number | undefined =>
  NUMBERS[calendar].get(foldScript(name.toLowerCase()).replace(/\.$/, ''))

/** Names that are also everyday words or surnames: a date only with a year or a second calendar. */
export const NEEDS_YEAR: readonly string[] = ['hut', 'hoot', 'asad', 'assad', 'می', 'مه', 'مئ']

const longestFirst = (names: readonly string[]) =>
  [...new Set(names)].toSorted((a, b) => b.length - a.length).join('|')

/** "october" is not a month in English copy, and "may" hardly ever: October or OCTOBER only. */
const latinNames = (months: readonly MonthName[]) =>
  longestFirst(
    months
      .flatMap(({ en, variants }) => [en, ...variants.filter(isLatin)])
      .flatMap((name) => [name, name.toUpperCase()])
      // The stop of "Nov." is part of it unless it ends the sentence.
      .map((name) =>
        name.length <= 4 ? `${name}(?:\\.(?=[\\s\\u00a0]*[\\p{Ll}\\p{N},–—-]))?` : name,
      ),
  )
const scriptNames = (months: readonly MonthName[]) =>
  longestFirst(
    months.flatMap(({ prs, ps, variants }) =>
      [prs, ps, ...variants.filter((name) => !isLatin(name))].map(foldScript),
    ),
  )

// A letter, digit or zero-width joiner on either side means that this is part of something longer.
const START = String.raw`(?<![\p{L}\p{M}\p{N}\u200c/.$€£]|\d[,-])`
const END = String.raw`(?![\p{L}\p{M}\p{N}\u200c]|[.,:/-]\d|\s?%)`
const DAY = String.raw`(?:0?[1-9]|[12]\d|3[01])`
/** "31 November 2025" is a slip, not the month of November. */
const NO_DAY = String.raw`(?<!\d(?:st|nd|rd|th)?(?:\s+of)?\s+)`
const SPACE = String.raw`[\s\u00a0]+`
const YEARS: Readonly<Record<Calendar, string>> = {
  gregorian: String.raw`(?:1[5-9]|20)\d\d`,
  solar_hijri_af: String.raw`1[34]\d\d`,
}

function english(calendar: Calendar, months: readonly MonthName[]): DatePattern[] {
  const week = WEEKDAYS.en.map((day) => `${day}|${day.slice(0, 3)}\\.`).join('|')
  const weekday = `(?:(?<w>${week}),?${SPACE})?`
  const latin = new RegExp(latinNames(months), 'u')
  const name = (key: string) => `(?<${key}>${latinNames(months)})`
  const day = (key: string) => `(?:the${SPACE})?(?<${key}>${DAY})(?:st|nd|rd|th)?`
  const year = (key: string) => `(?:,?${SPACE}(?<${key}>${YEARS[calendar]}))?`
  const range = String.raw`(?<r>\s*[-–—‑−]\s*|\s+(?:to|through|thru|until|till)\s+)`
  const and = `(?<a>${SPACE}(?:and|&)${SPACE})`
  const pre = `(?:(?<pre>[Ff]rom|[Bb]etween)${SPACE})?`
  const about = `(?:(?<about>[Aa]bout|[Aa]round|[Cc]irca|[Aa]pproximately)${SPACE})?`
  const of = `${SPACE}(?:of${SPACE})?`
  return [
    `${pre}${name('m')}${SPACE}${day('d')}(?:${range}|${and})${day('d2')}${year('y')}`,
    `${pre}${name('m')}${SPACE}${day('d')}${year('y')}(?:${range}|${and})${name('m2')}${SPACE}${day('d2')}${year('y2')}`,
    `${pre}${day('d')}(?:${range}|${and})${day('d2')}${of}${name('m')}${year('y')}`,
    `${pre}${day('d')}${of}${name('m')}${year('y')}(?:${range}|${and})${day('d2')}${of}${name('m2')}${year('y2')}`,
    `${about}${weekday}${name('m')}${SPACE}${day('d')}${year('y')}`,
    `${about}${weekday}${day('d')}${of}${name('m')}${year('y')}`,
    `${NO_DAY}${name('m')},?${SPACE}(?<y>${YEARS[calendar]})`,
  ].map((source) => ({ calendar, months: latin, pattern: new RegExp(START + source + END, 'gu') }))
}

function dari(calendar: Calendar, months: readonly MonthName[]): DatePattern[] {
  const script = new RegExp(scriptNames(months), 'u')
  const weekday = `(?:(?<w>${WEEKDAYS.prs.join('|')})[،,]?${SPACE})?`
  const name = (key: string) => `(?<${key}>${scriptNames(months)})(?:${SPACE}ماه)?`
  const day = (key: string) => `(?<${key}>${DAY})(?:م|ام)?`
  const era = `(?:${SPACE}(?:میلادی|خورشیدی|شمسی|هجری${SPACE}(?:شمسی|خورشیدی)))?`
  const year = (key: string) =>
    `(?:[،,]?${SPACE}(?:سال${SPACE})?(?<${key}>${YEARS[calendar]})${era})?`
  const range = String.raw`(?<r>\s*[-–—]\s*|\s+(?:تا|الی)\s+)`
  const and = `(?<a>${SPACE}و${SPACE})`
  const pre = `(?:(?<pre>از)${SPACE})?`
  return [
    `${pre}${day('d')}(?:${range}|${and})${day('d2')}${SPACE}${name('m')}${year('y')}`,
    `${pre}${day('d')}${SPACE}${name('m')}${year('y')}${range}${day('d2')}${SPACE}${name('m2')}${year('y2')}`,
    `${weekday}${day('d')}${SPACE}${name('m')}${year('y')}`,
    `${NO_DAY}${name('m')}${SPACE}(?:سال${SPACE})?(?<y>${YEARS[calendar]})${era}`,
  ].map((source) => ({ calendar, months: script, pattern: new RegExp(START + source + END, 'gu') }))
}

function pashto(calendar: Calendar, months: readonly MonthName[]): DatePattern[] {
  const script = new RegExp(scriptNames(months), 'u')
  const suffix = '(?:مه|مې|می|م|ه|ې)?'
  const day = (key: string) => `(?<${key}>${DAY})${suffix}`
  const yearBefore = `(?:د${SPACE}(?<y2>${YEARS[calendar]})${SPACE}(?:کال${SPACE})?)?`
  const yearAfter = `(?:[،,]?${SPACE}(?<y>${YEARS[calendar]})(?:${SPACE}کال)?)?`
  const month = `د${SPACE}(?<m>${scriptNames(months)})(?:${SPACE}(?:د${SPACE})?میاشتې)?`
  const range = String.raw`(?<r>\s*[-–—]\s*|${SPACE}(?:نه${SPACE})?تر${SPACE})`
  const and = `(?<a>${SPACE}او${SPACE})`
  const lead = `${SPACE}(?:(?:پر|په|له)${SPACE})?`
  return [
    `${yearBefore}${month}${lead}${day('d')}(?:${range}|${and})${day('d2')}${yearAfter}`,
    `${yearBefore}${month}${lead}${day('d')}${yearAfter}`,
  ].map((source) => ({ calendar, months: script, pattern: new RegExp(START + source + END, 'gu') }))
}

/** All ways to write a date in words, longest first within a language. */
export const DATE_PATTERNS: readonly DatePattern[] = [
  ...english('gregorian', GREGORIAN_MONTHS),
  ...english('solar_hijri_af', AF_MONTHS),
  ...dari('gregorian', GREGORIAN_MONTHS),
  ...dari('solar_hijri_af', AF_MONTHS),
  ...pashto('gregorian', GREGORIAN_MONTHS),
  ...pashto('solar_hijri_af', AF_MONTHS),
]

/** 2025-11-06, with a time or without. */
export const ISO_PATTERN: RegExp =
  /(?<![\d.-])(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})(?:[T ](?<t>\d{2}:\d{2}))?(?!\d|-\d)/gu
/** 06.11.2025 is day first everywhere; 25/10/2025 only where the day cannot be a month. */
export const NUMERIC_PATTERN: RegExp =
  /(?<![\d.,/])(?<d>\d{1,2})(?<s>[./])(?<m>\d{1,2})\k<s>(?<y>20\d\d)(?![\d/]|[.,]\d)/gu

/** What follows a day and makes it part of a name: a street, an attack, an army unit. */
export const NAME_AFTER: RegExp =
  /^(?:['’]s)?\s+(?:attacks?|massacres?|uprisings?|revolutions?|coups?|Bridge|City|Square|Street|Avenue|Road|University|Movement|Brigades?|Division|Battalion|Revolution|Hospital|Stadium|Group|Front|Party|Alliance|Forces|Airport|Coalition)\b/u

/** What follows "18 and 19" where 19 counts something: "on October 18 and 19 people died". */
export const COUNTED_AFTER: RegExp =
  /^\s+(?:people|others|more|civilians|soldiers|fighters|women|men|children|of\s+(?:them|the)|were|was|killed|injured|wounded|percent|per\s|members|police|troops|days|hours|years|months|weeks)\b|^\s+(?!talks|negotiations|meetings|elections|attacks|clashes|protests|sessions)\p{Ll}+s\s+(?:were|have|had|are|died|fled|remain)\b/u
