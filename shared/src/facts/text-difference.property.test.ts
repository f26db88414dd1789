import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Y from 'yjs'
import { textDifference } from './text-difference.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'b', '😀', '😁', 'é', 'ش'), maxLength: 12 })

describe('textDifference', () => {
  test.prop([text, text])('[F2] applied to a Y.Text it gives the other text', (now, next) => {
    const doc = new Y.Doc()
    const shared = doc.getText('t')
    shared.insert(0, now)
    const { at, remove, insert } = textDifference(now, next)
    shared.delete(at, remove)
    shared.insert(at, insert)
    expect(shared.toJSON()).toBe(next)
    const replica = new Y.Doc()
    Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc))
    expect(replica.getText('t').toJSON()).toBe(next)
  })

  test.prop([text, text, text])('[F2] leaves what both texts share alone', (head, old, tail) => {
    const { remove, insert } = textDifference(head + old + tail, head + tail)
    expect(insert.length).toBeLessThanOrEqual(old.length)
    expect(remove - insert.length).toBe(old.length)
  })
})
