import { expect, test } from 'vitest'
import { idsIn, linesOf } from './id-lines.ts'

test('names and ids, a line each, there and back', () => {
  const ids = { world: 12, 'a = b': 3 }
  expect(idsIn(linesOf(ids))).toEqual(ids)
  expect(idsIn(' World=12 \n\n')).toEqual({ world: 12 })
})

test.for(['World', 'World = twelve', '= 3', 'World = 0'])('"%s" is none', (line) => {
  expect(idsIn(line)).toBeUndefined()
})
