import type { Language } from '../../story/meta-doc.ts'
import type { DateFormat } from '../mentions/mention-format.ts'
import type { DateValue } from './date-value.ts'

/** Writes a date in prose, in the story's language (rules D5–D8). */
export function renderDate(date: DateValue, _format: DateFormat, _language: Language): string {
  return date.end ? `${date.start}–${date.end}` : date.start
}
