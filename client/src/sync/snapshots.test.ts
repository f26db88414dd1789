import { expect, test, vi } from 'vitest'
import { Cell, derived } from './snapshots.ts'

test('what is computed is computed when somebody looks and something changed', () => {
  const word = new Cell('a')
  const compute = vi.fn<() => string>(() => word.list().toUpperCase())
  const upper = derived([word], compute)
  expect(compute).not.toHaveBeenCalled()
  expect([upper.list(), upper.list()]).toEqual(['A', 'A'])
  expect(compute).toHaveBeenCalledTimes(1)
  word.set('b')
  expect(upper.list()).toBe('B')
})

test('what comes out the same stays the same object, and what does not is a new one', () => {
  const words = new Cell('one two')
  const counts = derived([words], () => new Map([['words', [words.list().split(' ').length]]]))
  const before = counts.list()
  words.set('three four')
  expect(counts.list()).toBe(before)
  words.set('three four five')
  expect(counts.list()).not.toBe(before)
  expect(counts.list().get('words')).toEqual([3])
  words.set('one two')
  expect(counts.list()).toEqual(before)
})
