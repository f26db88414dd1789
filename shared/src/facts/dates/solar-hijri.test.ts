import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { dayFromNumber, dayNumber } from './civil-day.ts'
import { FIRST_YEAR, fromSolarHijri, LAST_YEAR, toSolarHijri } from './solar-hijri.ts'

const persian = new Intl.DateTimeFormat('en-u-ca-persian', {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
})

/** What the engine's own calendar says of a day. */
function engineSays(number: number) {
  const parts = persian.formatToParts(new Date(number * 86_400_000))
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  return { y: read('year'), m: read('month'), d: read('day') }
}

describe('Solar Hijri', () => {
  test.for([
    ['2025-11-06', { y: 1404, m: 8, d: 15 }],
    ['2026-11-23', { y: 1405, m: 9, d: 2 }],
    ['2026-03-21', { y: 1405, m: 1, d: 1 }],
    ['2021-08-15', { y: 1400, m: 5, d: 24 }],
    ['2025-03-20', { y: 1403, m: 12, d: 30 }], // the leap year that other rules put a year later
  ] as const)('[D1] %s', ([iso, solar]) => {
    const [y, m, d] = iso.split('-').map(Number) as [number, number, number]
    expect(toSolarHijri(y, m, d)).toEqual(solar)
    expect(fromSolarHijri(solar.y, solar.m, solar.d)).toEqual({ y, m, d })
  })

  test("[D1] every day of 1380–1450 is the engine's day, and leads back", () => {
    const first = dayNumber({ y: 2001, m: 3, d: 21 })
    const last = dayNumber({ y: 2072, m: 3, d: 19 })
    for (let number = first; number <= last; number += 1) {
      const { y, m, d } = dayFromNumber(number)
      const solar = toSolarHijri(y, m, d)
      expect(solar).toEqual(engineSays(number))
      expect(solar && fromSolarHijri(solar.y, solar.m, solar.d)).toEqual({ y, m, d })
    }
    expect(engineSays(first)).toEqual({ y: 1380, m: 1, d: 1 })
    expect(engineSays(last).y).toBe(1450)
  })

  property.prop([fc.integer({ min: FIRST_YEAR, max: LAST_YEAR }), fc.nat(12), fc.nat(32)])(
    '[D1] a day either leads there and back, or is no day',
    (y, m, d) => {
      const there = fromSolarHijri(y, m, d)
      if (there) expect(toSolarHijri(there.y, there.m, there.d)).toEqual({ y, m, d })
      else expect(m < 1 || m > 12 || d < 1 || d > 29).toBe(true)
    },
  )

  test.for([
    [1404, 12, 30],
    [1404, 7, 31],
    [1404, 13, 1],
    [1404, 1, 0],
    [1404, 1.5, 1],
    [900, 1, 1],
    [2000, 1, 1],
  ] as const)('[D1] %s is no day of the table', ([y, m, d]) => {
    expect(fromSolarHijri(y, m, d)).toBeUndefined()
  })

  test('[D1] a day that the Gregorian calendar lacks has no counterpart', () => {
    expect(toSolarHijri(2025, 2, 30)).toBeUndefined()
    expect(toSolarHijri(1500, 1, 1)).toBeUndefined()
  })
})
