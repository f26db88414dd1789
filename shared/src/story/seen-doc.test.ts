import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { SeenDoc } from './seen-doc.ts'

test('[M3] what one person acknowledged is acknowledged on every screen', () => {
  const [one, other] = [new Y.Doc(), new Y.Doc()]
  one.on('update', (update: Uint8Array) => Y.applyUpdate(other, update))
  const [ann, bob] = [new SeenDoc(one), new SeenDoc(other)]
  ann.acknowledge('f', 'date', 'November 6, 2025', 'test')
  expect(bob.get('f', 'date')).toBe('November 6, 2025')
  expect(bob.get('f', 'place')).toBeUndefined()
})

test('[M3] acknowledging again what is acknowledged is no edit', () => {
  const doc = new Y.Doc()
  const seen = new SeenDoc(doc)
  seen.acknowledge('f', 'date', 'x', 'test')
  const updates = vi.fn<() => void>()
  doc.on('update', updates)
  const before = seen.list()
  seen.acknowledge('f', 'date', 'x', 'test')
  expect(updates).not.toHaveBeenCalled()
  expect(seen.list()).toBe(before)
  seen.acknowledge('f', 'date', 'y', 'test')
  expect(seen.list()).not.toBe(before)
})

test('[F3] a peer’s garbage is as good as nothing seen', () => {
  const doc = new Y.Doc()
  doc.getMap('seen').set('f.date', { not: 'text' })
  expect(new SeenDoc(doc).get('f', 'date')).toBeUndefined()
})
