import type { ParsedDate } from '../dates/parse-date.ts'
import type { Draft } from './draft.ts'

/** A draft that owns a date: every mention of that date in the copy is a mention of this field. */
export interface DatedDraft {
  readonly draft: Draft
  readonly field: string
  /** Undefined when the copy gives none. */
  readonly date?: ParsedDate
  /** Further dates of its own: from when it holds, until when. */
  readonly more?: readonly { readonly field: string; readonly date: ParsedDate }[]
}

/** Two dates with one key are the same day, however each is written. */
export const dateKey = ({ value }: ParsedDate): string =>
  `${value.start}/${value.end ?? ''}/${value.precision}`

/** Its dates with their fields, the first one first. */
export const datesOf = ({ field, date, more = [] }: DatedDraft) => [
  ...(date ? [{ field, date }] : []),
  ...more,
]
