import { expect, test } from 'vitest'
import { CLOSE, mayReconnect } from './close-codes.ts'

test('[Y12] a client stops on 44xx and comes back on anything else', () => {
  const stops = Object.values(CLOSE).filter(({ code }) => !mayReconnect(code))
  expect(stops.map(({ reason }) => reason)).toEqual([
    'bad-message',
    'signed-out',
    'read-only',
    'no-such-story',
    'foreign-author',
    'other-epoch',
    'mass-deletion',
    'too-large',
    'stale-client',
    'too-fast',
  ])
  for (const code of [1000, 1001, 1006, 1012, 1013, 4399, 4500, 4503]) {
    expect(mayReconnect(code)).toBe(true)
  }
})

test('codes and reasons are each one of a kind, and a reason fits into a close frame', () => {
  const all = Object.values(CLOSE)
  expect(new Set(all.map(({ code }) => code)).size).toBe(all.length)
  expect(new Set(all.map(({ reason }) => reason)).size).toBe(all.length)
  for (const { reason } of all) expect(new TextEncoder().encode(reason).length).toBeLessThan(124)
})
