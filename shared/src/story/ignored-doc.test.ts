import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { IgnoredDoc } from './ignored-doc.ts'

const WHY = { by: 'ann', at: 5, why: ' The mourning lasted longer. ' }

test('[K13] an ignored finding is on every replica, with who and why, until it is restored', () => {
  const [ann, bob] = [new Y.Doc(), new Y.Doc()]
  const here = new IgnoredDoc(ann)
  here.ignore('weekday-1', WHY, 'test')
  Y.applyUpdate(bob, Y.encodeStateAsUpdate(ann))
  const there = new IgnoredDoc(bob)
  expect([...there.list()]).toEqual([['weekday-1', { ...WHY, why: 'The mourning lasted longer.' }]])
  there.restore('weekday-1', 'test')
  Y.applyUpdate(ann, Y.encodeStateAsUpdate(bob))
  expect(here.list().size).toBe(0)
})

test('what a peer wrote wrongly ignores nothing', () => {
  const doc = new Y.Doc()
  const root = doc.getMap<unknown>('ignored')
  for (const [index, value] of [null, 'yes', { by: 'ann' }, { ...WHY, by: '' }].entries()) {
    root.set(`k${index}`, value)
  }
  expect(new IgnoredDoc(doc).list().size).toBe(0)
})

test('the same list until something changes, and news of every change', () => {
  const ignored = new IgnoredDoc(new Y.Doc())
  const onChange = vi.fn<() => void>()
  const stop = ignored.subscribe(onChange)
  expect(ignored.list()).toBe(ignored.list())
  ignored.ignore('a', WHY, 'test')
  ignored.restore('a', 'test')
  ignored.restore('a', 'test')
  expect(onChange).toHaveBeenCalledTimes(2)
  stop()
})
