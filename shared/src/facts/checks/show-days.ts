import { renderDate } from '../dates/render-date.ts'

/** Days in the words of a message: "October 25–30, 2025". */
export function showDays({ start, end }: { start: string; end: string }): string {
  return renderDate(dateOf({ start, end }), 'long', 'en')
}

/** Days as a date value that can be rendered. */
export const dateOf = ({ start, end }: { start: string; end: string }) =>
  ({ start, ...(end !== start && { end }), precision: 'day', tz: 'UTC' }) as const
