import { expect, test } from 'vitest'
import { RateLimit } from './rate-limit.ts'

test('[Y7] two seconds’ worth at once, then the rate', () => {
  const limit = new RateLimit(10)
  const allowed = Array.from({ length: 30 }, () => limit.take(0)).filter(Boolean).length
  expect(allowed).toBe(20)
  expect(limit.take(50)).toBe(false)
  expect(limit.take(100)).toBe(true)
  expect(limit.take(100)).toBe(false)
  expect(Array.from({ length: 30 }, () => limit.take(1e6)).filter(Boolean).length).toBe(20)
})
