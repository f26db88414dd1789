import { dayOf } from '../dates/civil-day.ts'
import type { DateValue } from '../dates/date-value.ts'
import type { DatePart, ParsedDate } from '../dates/parse-date.ts'
import { renderDate } from '../dates/render-date.ts'
import type { DateFormat } from '../mentions/mention-format.ts'
import type { CopyBlock } from './copy-block.ts'
import type { Copy } from './copy.ts'
import { spanOf } from './draft.ts'
import type { Span } from './proposal.ts'

/** In the order in which a match is looked for: what changes least wins. */
const FORMATS: readonly DateFormat[] = [
  'day',
  'short',
  'weekday',
  'long',
  'solar_hijri',
  'solar_hijri_day',
  'both',
]

/**
 * The spans of a stated date, each with the format that reads best where it stands: the words
 * themselves if some format writes them; without a year where the copy gave none; in its own
 * calendar. "November 6 (Aqrab 15)" becomes two, and the brackets stay the copy's. Within quotation
 * marks only what would not change a letter.
 */
export function dateSpans(copy: Copy, block: CopyBlock, date: ParsedDate, field: string): Span[] {
  return date.parts.flatMap((part) => {
    const { value } = date
    const exact = FORMATS.find((format) => renderDate(value, format, copy.language) === part.text)
    if (exact) return [spanOf(block, part, field, exact)]
    if (copy.isQuoted(block, part.start, part.end) || isShouted(part.text)) return []
    const format = formatFor(part, value, copy, block.text.slice(part.end))
    const range = format === 'long' && part.hasWeekday ? withoutWeekday(part) : part
    return [spanOf(block, range, field, format)]
  })
}

function formatFor(part: DatePart, value: DateValue, copy: Copy, after: string): DateFormat {
  if (part.calendar === 'solar_hijri_af') return part.hasYear ? 'solar_hijri' : 'solar_hijri_day'
  if (value.precision === 'month') return part.hasYear ? 'long' : 'day'
  if (!part.hasYear) return part.hasWeekday ? 'weekday' : 'day'
  // "on 6 November 2025 in Doha" → "November 6, 2025" would want a comma after the year.
  const isDayFirst = /^(?:the\s+)?\d/u.test(part.text) && copy.language === 'en'
  const wantsComma = isDayFirst && /^\s+[\p{L}\p{N}]/u.test(after)
  const isThisYear = dayOf(value.start).y === dayOf(copy.reference.date).y
  return wantsComma && isThisYear ? 'day' : 'long'
}

/** "THURSDAY, NOVEMBER 6" in a headline of capitals stays as the desk shouted it. */
const isShouted = (text: string): boolean => /\p{Lu}{3}/u.test(text)

function withoutWeekday(part: DatePart): { start: number; end: number } {
  const weekday = /^\S+[\s\u00a0]+/u.exec(part.text)?.[0] ?? ''
  return { start: part.start + weekday.length, end: part.end }
}
