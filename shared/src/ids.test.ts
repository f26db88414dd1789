import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { factIdSchema, mintFactId, mintId, mintStoryId } from './ids.ts'

test('ids are fresh, twenty characters, and pass their own check', () => {
  const ids = Array.from({ length: 1_000 }, () => mintId())
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^[0-9a-hj-km-np-tv-z]{20}$/)
  expect(factIdSchema.safeParse(mintFactId()).success).toBe(true)
  expect(mintStoryId()).not.toBe(mintStoryId())
})

test('every letter comes up: none of the 100 bits is lost', () => {
  const letters = new Set(Array.from({ length: 200 }, () => mintId()).join(''))
  expect(letters.size).toBe(32)
})

test.each(['', '__proto__', '-x', '_x', 'a b', 'a/b', 'a.b', 'ä', '../x', 'x'.repeat(65), 5, null])(
  '%j is no id',
  (value) => {
    expect(factIdSchema.safeParse(value).success).toBe(false)
  },
)

test.prop([fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/)])('%s is one', (value) => {
  expect(factIdSchema.parse(value)).toBe(value)
})
