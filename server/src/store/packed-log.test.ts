import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { isSound, packLog, unpackEntries, unpackLog } from './packed-log.ts'

const logs = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 1, max: 3 }),
      at: fc.maxSafeNat(),
      authors: fc.array(fc.string(), { maxLength: 3 }),
      update: fc.uint8Array({ maxLength: 40 }),
    }),
    { minLength: 1, maxLength: 50 },
  )
  .map((rows) => {
    let seq = 0
    return rows.map(({ gap, ...row }) => ({ seq: (seq += gap), ...row }))
  })

test.prop([logs])('[U8] a log unpacks to what was packed, whatever the clock did', async (log) => {
  const packed = await packLog(log)
  expect(unpackLog(packed)).toEqual(log)
  expect(unpackEntries(packed)).toEqual(log.map(({ seq, at, authors }) => ({ seq, at, authors })))
  expect(isSound(packed)).toBe(true)
})

test.prop([logs, fc.nat(), fc.integer({ min: 1, max: 255 })])(
  '[U5] any flipped bit of it is noticed',
  async (log, where, flip) => {
    const packed = await packLog(log)
    const part = where % 2 === 0 ? packed.entries : packed.updates
    const index = where % part.length
    part[index] = (part[index] ?? 0) ^ flip
    expect(isSound(packed)).toBe(false)
  },
)
