import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { guard } from './guard.ts'
import { integratedUpdate } from './integrated-update.ts'

const NOTHING = Uint8Array.of(0)

/** Two edits of one device. */
function twoEdits(): readonly [Uint8Array, Uint8Array] {
  const doc = new Y.Doc()
  doc.clientID = 7
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.getText('t').insert(0, 'first')
  doc.getText('t').insert(5, ' second')
  return [updates[0] ?? NOTHING, updates[1] ?? NOTHING]
}

test('[Y5] whoever comes back is not taken for the author of what was held back when they joined', () => {
  const [first, second] = twoEdits()
  const ours = new Y.Doc()
  Y.applyUpdate(ours, second) // its cause is still on the way
  const reader = new Y.Doc()
  Y.applyUpdate(reader, integratedUpdate(ours, NOTHING))
  const said = Y.encodeStateAsUpdate(reader, Y.encodeStateVector(ours))
  const bob = { userId: 'bob', canWrite: true }
  expect(guard(said, bob, ours, new Map([[7, 'ann']]), 1e6).ok).toBe(true)
  Y.applyUpdate(ours, first)
  Y.applyUpdate(reader, integratedUpdate(ours, Y.encodeStateVector(reader)))
  expect(reader.getText('t').toJSON()).toBe('first second')
})

test('what is held back stays held back', () => {
  const [first, second] = twoEdits()
  const ours = new Y.Doc()
  Y.applyUpdate(ours, second)
  integratedUpdate(ours, NOTHING)
  expect(() => integratedUpdate(ours, Uint8Array.of(9, 9))).toThrow(/./)
  Y.applyUpdate(ours, first)
  expect(ours.getText('t').toJSON()).toBe('first second')
})
