import { expect, test } from 'vitest'
import { backoffMs } from './backoff.ts'

test('[B8] waits double from the base, with jitter, to five minutes', () => {
  expect([1, 2, 3].map((tries) => backoffMs(tries, 1_000, 1))).toEqual([2_000, 4_000, 8_000])
  expect(backoffMs(1, 1_000, 0)).toBe(1_500)
  expect(backoffMs(9, 1_000, 1)).toBe(300_000)
  expect(backoffMs(1_000, 1_000, 1)).toBe(300_000)
})
