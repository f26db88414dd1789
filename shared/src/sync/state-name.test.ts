import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import * as Y from 'yjs'
import { mayBeNamed, stateName } from './state-name.ts'

const merged = (...docs: Y.Doc[]) => {
  const doc = new Y.Doc()
  for (const one of docs) Y.applyUpdate(doc, Y.encodeStateAsUpdate(one))
  return doc
}
const edits = fc.array(
  fc.record({ who: fc.nat(2), at: fc.nat(30), take: fc.nat(4), text: fc.string({ maxLength: 6 }) }),
  { minLength: 1, maxLength: 40 },
)

test.prop([edits])(
  '[Y22] copies that saw the same have the same name, in whatever order',
  (list) => {
    const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()] as const
    const updates: Uint8Array[] = []
    for (const doc of docs) doc.on('update', (update: Uint8Array) => updates.push(update))
    for (const { who, at, take, text } of list) {
      const words = (docs[who] ?? docs[0]).getText('t')
      words.insert(Math.min(at, words.length), text)
      words.delete(0, Math.min(take, words.length))
    }
    const [one, other] = [merged(...docs), new Y.Doc()]
    for (const update of updates.toReversed()) Y.applyUpdate(other, update)
    expect(stateName(other)).toBe(stateName(one))
    const name = stateName(one)
    if (name !== undefined) expect(mayBeNamed(other, name)).toBe(true)
  },
)

test('[Y22] a letter more, a letter deleted: another name', () => {
  const doc = new Y.Doc()
  doc.getText('t').insert(0, 'words')
  const names = [stateName(doc)]
  doc.getText('t').delete(0, 1)
  names.push(stateName(doc))
  doc.getText('t').insert(0, 'w')
  names.push(stateName(doc))
  expect(new Set(names).size).toBe(3)
  expect(mayBeNamed(doc, names[0] ?? '')).toBe(false)
})

test('[Y22] nothing, and what waits for its cause, has none', () => {
  const [doc, half] = [new Y.Doc(), new Y.Doc()]
  expect(stateName(doc)).toBeUndefined()
  doc.getText('t').insert(0, 'one')
  const first = Y.encodeStateVector(doc)
  doc.getText('t').insert(3, ' two')
  half.getText('t').insert(0, 'own')
  Y.applyUpdate(half, Y.encodeStateAsUpdate(doc, first))
  expect(stateName(half)).toBeUndefined()
})
