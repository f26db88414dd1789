import { dayNumber, dayOf, monthLength } from '../dates/civil-day.ts'
import type { DateValue } from '../dates/date-value.ts'

/** First and last day, as days since 1 January 1970. */
export type Days = readonly [number, number]

/** The days a date may mean: all of its month or year where it says no more, and `slack` around. */
export function daysOf({ start, end, precision }: DateValue, slack: number): Days {
  const [first, last] = [dayOf(start), dayOf(end ?? start)]
  if (precision === 'year') {
    return [
      dayNumber({ ...first, m: 1, d: 1 }) - slack,
      dayNumber({ ...last, m: 12, d: 31 }) + slack,
    ]
  }
  if (precision === 'month') {
    const d = monthLength(last.y, last.m)
    return [dayNumber({ ...first, d: 1 }) - slack, dayNumber({ ...last, d }) + slack]
  }
  return [dayNumber(first) - slack, dayNumber(last) + slack]
}

export const overlap = (a: Days, b: Days): boolean => a[0] <= b[1] && b[0] <= a[1]

const within = (inner: Days, outer: Days): boolean => outer[0] <= inner[0] && inner[1] <= outer[1]

/**
 * Whether two dates can both be true (rule L2): the same days, or one is said less exactly than the
 * other ("in October", "about the 25th") and holds it. One day out of a range of days says nothing.
 */
export function datesAgree(theirs: DateValue, ours: DateValue): 'same' | 'fits' | 'differs' {
  const [a, b] = [daysOf(theirs, 0), daysOf(ours, 0)]
  if (a[0] === b[0] && a[1] === b[1]) return 'same'
  const isLoose = (date: DateValue) => date.precision === 'month' || date.precision === 'year'
  if (isLoose(theirs) || isLoose(ours)) return within(a, b) || within(b, a) ? 'fits' : 'differs'
  if (theirs.precision === 'approx' || ours.precision === 'approx') {
    return overlap(daysOf(theirs, 3), b) ? 'fits' : 'differs'
  }
  return theirs.end === undefined && ours.end !== undefined && within(a, b) ? 'fits' : 'differs'
}
