import { describe, expect, test } from 'vitest'
import { bodyOf, isReviewTooEarly, localTime, reviewAt, type Plan } from './plan.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** On the minute, as the inputs write it. */
const NOW = Date.UTC(2026, 10, 23, 22, 5)
const plan = (more: Partial<Plan> = {}): Plan => ({
  at: '',
  notice: 'none',
  text: '',
  overrideReason: 'Checked by phone.',
  reviewBy: '',
  ...more,
})

describe('[G16] the second look at what goes out through a closed gate', () => {
  test('is due a day after readers get it, unless the editor says otherwise', () => {
    expect(reviewAt(plan(), NOW)).toBe(NOW + DAY)
    const later = localTime(NOW + 2 * DAY)
    expect(reviewAt(plan({ at: later }), NOW)).toBe(NOW + 3 * DAY)
    expect(reviewAt(plan({ reviewBy: later }), NOW)).toBe(NOW + 2 * DAY)
  })

  test('cannot be due before it is out', () => {
    expect(isReviewTooEarly(plan(), NOW)).toBe(false)
    expect(isReviewTooEarly(plan({ reviewBy: localTime(NOW - MINUTE) }), NOW)).toBe(true)
    const at = localTime(NOW + DAY)
    expect(isReviewTooEarly(plan({ at, reviewBy: localTime(NOW + DAY - MINUTE) }), NOW)).toBe(true)
    expect(isReviewTooEarly(plan({ at, reviewBy: localTime(NOW + DAY + MINUTE) }), NOW)).toBe(false)
  })

  test('is sent along when it was named, and left to the server when it was not', () => {
    const reason = 'Checked by phone.'
    expect(bodyOf(plan(), 'site', false).override).toEqual({ reason })
    const reviewBy = NOW + 2 * DAY
    expect(bodyOf(plan({ reviewBy: localTime(reviewBy) }), 'site', false).override).toEqual({
      reason,
      reviewBy,
    })
  })
})
