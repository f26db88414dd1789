import { parseDates } from '@dateline/shared/facts/dates/parse-date'

/** What a line above or in the copy says about the article, rather than in it. */
export interface PageLine {
  readonly byline?: string
  /** ISO date of a line that only says when. */
  readonly publishedAt?: string
}

const BYLINE =
  /^(?:(?:written|reported|edited)\s+)?by:?\s+(\p{Lu}[\p{L}\p{M}.'’-]*(?:[\s,]+(?:and\s+)?(?:\p{Lu}|al-|bin\s)[\p{L}\p{M}.'’-]*){0,9}(?:\s+in\s+\p{Lu}[\p{L} ]{2,30})?)$/iu
const WHEN =
  /^(?:(?:first\s+)?(?:published|posted|updated|last\s+(?:updated|modified))(?:\s+(?:on|at))?\s*:?\s*)?(.{6,60})$/iu

/** Reads a byline or a line that is nothing but a date and time. @returns undefined for copy */
export function readPageLine(line: string): PageLine | undefined {
  const text = line.replaceAll(/\s+/gu, ' ').trim()
  if (text.length > 140) return undefined
  const name =
    /^by\b/iu.test(text) || /^(?:written|reported)\s+by\b/iu.test(text)
      ? BYLINE.exec(text)?.[1]
      : undefined
  if (name !== undefined && !/[.!?]$/u.test(text)) return { byline: name }
  const when = WHEN.exec(text)?.[1]
  if (when === undefined) return undefined
  const [date, more] = parseDates(when, { date: '2000-01-01', tz: 'UTC' })
  if (!date || more || !date.parts.some((part) => part.hasYear)) return undefined
  const rest = when.slice(0, date.start) + when.slice(date.end)
  const isOnlyWhen =
    /^[\s,|·@–-]*(?:at\s+)?(?:\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?)?\s*(?:[A-Z]{2,4}(?:[+-]\d+)?)?[\s,|·.–-]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?)?\s*$/iu
  return isOnlyWhen.test(rest) ? { publishedAt: date.value.start.slice(0, 10) } : undefined
}

const DATELINE =
  /^((?:\p{Lu}[\p{Lu}\p{M}'’.-]+)(?:[\s,/]+\p{Lu}[\p{Lu}\p{M}'’.-]+){0,3})(?:,\s+[^—–()]{2,40}?)?\s*(?:\(([^()]{2,40})\))?\s*(?:—|–|--|\s-)\s+(?=\S)/u

/** "ISTANBUL (Agency) — The sides …": where it was written, by whose wire, and where the copy begins. */
export function readDateline(
  text: string,
): { dateline: string; agency?: string; length: number } | undefined {
  const match = DATELINE.exec(text)
  const place = match?.[1]
  if (!match || place === undefined || place.length > 60) return undefined
  return { dateline: place, length: match[0].length, ...(match[2] && { agency: match[2] }) }
}
