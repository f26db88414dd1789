import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { LogPosition } from './log-position.ts'

test('a number of ours counts once what others wrote before it is here (N5)', () => {
  const position = new LogPosition(7)
  position.wrote(8)
  position.wrote(10)
  expect([position.seq, position.hasGap]).toEqual([8, true])
  position.hear(9)
  expect([position.seq, position.upTo]).toEqual([8, 9])
  position.take(9)
  expect([position.seq, position.upTo, position.hasGap]).toEqual([10, 10, false])
  position.take(4)
  position.wrote(3)
  expect([position.seq, position.hasGap]).toEqual([10, false])
})

property.prop([fc.uniqueArray(fc.integer({ min: 1, max: 20 }))])(
  'whatever order they come in, the position is the last before a gap (N5)',
  (order) => {
    const position = new LogPosition(0)
    for (const seq of order) position.wrote(seq)
    const there = new Set(order)
    let last = 0
    while (there.has(last + 1)) last += 1
    expect([position.seq, position.hasGap]).toEqual([last, order.some((seq) => seq > last)])
  },
)
