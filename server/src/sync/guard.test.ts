import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { guard } from './guard.ts'

const ann = { userId: 'ann', canWrite: true }
const viewer = { userId: 'vic', canWrite: false }
const MAX = 10_000

const docWith = (text: string) => {
  const doc = new Y.Doc()
  doc.getText('t').insert(0, text)
  return doc
}
const copyOf = (doc: Y.Doc) => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

describe('guard', () => {
  test('[Y4] what does not decode is refused', () => {
    for (const bytes of [[255, 255, 3], [], [1], [1, 1, 200, 0, 4]]) {
      const result = guard(Uint8Array.from(bytes), ann, new Y.Doc(), new Map(), MAX)
      expect(result).toMatchObject({ ok: false, error: { code: 4400 } })
    }
  })

  test('[Y5] a new client id becomes the writer’s; another’s is refused', () => {
    const hers = docWith('hi')
    const update = Y.encodeStateAsUpdate(hers)
    expect(guard(update, ann, new Y.Doc(), new Map(), MAX)).toMatchObject({
      ok: true,
      value: { claims: [hers.clientID] },
    })
    const claims = new Map([[hers.clientID, 'bob']])
    expect(guard(update, ann, new Y.Doc(), claims, MAX)).toMatchObject({
      ok: false,
      error: { code: 4409 },
    })
  })

  test('[Y5] repeating another’s words that are here already is no forgery', () => {
    const doc = docWith('by bob')
    const claims = new Map([[doc.clientID, 'bob']])
    expect(guard(Y.encodeStateAsUpdate(doc), ann, doc, claims, MAX)).toMatchObject({ ok: true })
  })

  test('[Y6] a viewer’s step 2 is let in, an insertion or a deletion of theirs is not', () => {
    const doc = docWith('one two')
    doc.getText('t').delete(0, 2) // so that a step 2 carries deletions
    const copy = copyOf(doc)
    expect(guard(Y.encodeStateAsUpdate(copy), viewer, doc, new Map(), MAX).ok).toBe(true)
    copy.getText('t').delete(0, 1)
    expect(guard(Y.encodeStateAsUpdate(copy), viewer, doc, new Map(), MAX)).toMatchObject({
      error: { code: 4403 },
    })
    const other = copyOf(doc)
    other.getText('t').insert(0, 'x')
    expect(guard(Y.encodeStateAsUpdate(other), viewer, doc, new Map(), MAX)).toMatchObject({
      error: { code: 4403 },
    })
  })

  test('[Y7] more than the document may grow is refused', () => {
    const update = Y.encodeStateAsUpdate(docWith('x'.repeat(500)))
    expect(guard(update, ann, new Y.Doc(), new Map(), 100)).toMatchObject({ error: { code: 4413 } })
  })
})
