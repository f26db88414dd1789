import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { surplusOf, type Rung } from './snapshot-ladder.ts'

const MIB = 1024 * 1024

/** A story that is written on and on: a snapshot at every step, each as they are made. */
function ladder(steps: number, every: number, sizeAt: (seq: number) => number): readonly Rung[] {
  let rungs: Rung[] = []
  for (let step = 1; step <= steps; step += 1) {
    rungs.push({ seq: step * every, size: sizeAt(step * every) })
    const gone = surplusOf(rungs)
    rungs = rungs.filter(({ seq }) => !gone.includes(seq))
  }
  return rungs
}
const sumOf = (rungs: readonly Rung[]) => rungs.reduce((sum, { size }) => sum + size, 0)

describe('[U12] the ladder of snapshots', () => {
  test('keeps all of a small story’s', () => {
    expect(ladder(20, 500, () => 40_000)).toHaveLength(20)
  })

  test('of a story of a million updates weighs a few times its newest', () => {
    const rungs = ladder(200, 5_000, (seq) => seq * 8)
    expect(sumOf(rungs)).toBeLessThan(6 * 8_000_000)
    const seqs = [0, ...rungs.map(({ seq }) => seq)]
    const gaps = seqs.slice(1).map((seq, index) => seq - (seqs[index] ?? 0))
    expect(Math.max(...gaps)).toBeLessThanOrEqual(300_000)
  })

  test.prop([fc.array(fc.record({ gap: fc.integer({ min: 1 }), size: fc.nat(4 * MIB) }))])(
    'never gives up the two newest, and always enough',
    (made) => {
      let seq = 0
      const rungs = made.map(({ gap, size }) => ({ seq: (seq += gap % 10_000), size }))
      const gone = surplusOf(rungs)
      const left = rungs.filter((rung) => !gone.includes(rung.seq))
      expect(left.slice(-2)).toEqual(rungs.slice(-2))
      const budget = Math.max(MIB, (rungs.at(-1)?.size ?? 0) * 4)
      expect(sumOf(left.slice(0, -2))).toBeLessThanOrEqual(budget)
    },
  )
})
