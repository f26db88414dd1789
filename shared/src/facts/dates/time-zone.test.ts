import { expect, test } from 'vitest'
import { dayIn, minuteIn, timeZoneSchema } from './time-zone.ts'

const LATE = Date.UTC(2025, 10, 5, 20, 45)

test('[D12] a moment has the day that stands on the wall of the zone', () => {
  expect(dayIn(LATE, 'UTC')).toBe('2025-11-05')
  expect(dayIn(LATE, 'Asia/Kabul')).toBe('2025-11-06')
  expect(dayIn(Date.UTC(2025, 0, 1, 2), 'America/New_York')).toBe('2024-12-31')
})

test('[D12] and a time that says how far the zone is from UTC', () => {
  expect(minuteIn(LATE, 'Asia/Kabul')).toBe('2025-11-06 01:15 UTC+04:30')
  expect(minuteIn(LATE, 'UTC')).toBe('2025-11-05 20:45 UTC')
  expect(minuteIn(Date.UTC(2025, 6, 1), 'Europe/London')).toBe('2025-07-01 01:00 UTC+01:00')
})

test('a zone is one that is known', () => {
  expect(timeZoneSchema.safeParse('Asia/Kabul').success).toBe(true)
  for (const zone of ['', 'Kabul', 'Asia/Nowhere']) {
    expect(timeZoneSchema.safeParse(zone).success).toBe(false)
  }
})
