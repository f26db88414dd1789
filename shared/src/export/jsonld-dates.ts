import type { DateValue } from '../facts/dates/date-value.ts'
import type { PublishedFact } from './package.ts'

/**
 * First and last moment of a date field in ISO 8601, as precise as the fact is; nothing for an
 * approximate date, which the vocabulary could only state as certain.
 */
export function isoSpan(value: unknown): { start: string; end: string } | undefined {
  if (typeof value !== 'object' || value === null || !('precision' in value)) return undefined
  const { start, end = start, precision } = value as DateValue
  if (precision === 'approx') return undefined
  const length = { year: 4, month: 7, day: 10, time: 16 }[precision]
  return { start: start.slice(0, length), end: end.slice(0, length) }
}

const DATES = ['dates', 'date', 'signedOn']

/** The stretch of time that the facts speak of, as an ISO 8601 interval. */
export function coverage(facts: readonly PublishedFact[]): string | undefined {
  const spans = facts.flatMap(({ fields }) =>
    DATES.map((key) => isoSpan(fields[key])).filter((span) => span !== undefined),
  )
  const days = spans.flatMap(({ start, end }) => [start, end]).map((iso) => iso.slice(0, 10))
  const whole = days.filter((day) => day.length === 10).toSorted()
  const [first, last] = [whole[0], whole.at(-1)]
  if (first === undefined || last === undefined) return undefined
  return first === last ? first : `${first}/${last}`
}
