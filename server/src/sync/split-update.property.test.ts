import { seededRandom } from '@dateline/shared/testing/random'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { splitUpdate } from './split-update.ts'

/** Several people who write, nest, delete and read each other, in every order. */
function crowdedDocument(seed: number): Y.Doc {
  const random = seededRandom(seed)
  const docs = [1, 2, 3, 4].map((client) => {
    const doc = new Y.Doc()
    doc.clientID = client * 1000 + seed
    return doc
  })
  const at = (length: number) => random.below(length)
  for (let i = 0; i < 150; i += 1) {
    const doc = docs[at(docs.length)] ?? new Y.Doc()
    const text = doc.getText('t')
    const map = doc.getMap<Y.Map<unknown>>('m')
    const act = at(5)
    if (act === 0) map.set(`k${at(5)}`, new Y.Map([['x', new Y.Map([['y', i]])]]))
    else if (act === 1) map.get(`k${at(5)}`)?.set(`z${at(3)}`, 'value'.repeat(at(20)))
    else if (act === 2) text.delete(at(text.length), Math.min(3, text.length - at(text.length)))
    else if (act === 3) text.insert(at(text.length), 'words 🙂 and more '.repeat(1 + at(9)))
    else {
      const from = docs[at(docs.length)] ?? doc
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(from, Y.encodeStateVector(doc)))
    }
  }
  const whole = new Y.Doc()
  for (const doc of docs) Y.applyUpdate(whole, Y.encodeStateAsUpdate(doc))
  return whole
}

const seeds = Array.from({ length: 40 }, (_, seed) => seed + 1)

describe('[Y19] a document in parts', () => {
  test.each(seeds)(
    'each part can be taken at once, and together they are all of it: %i',
    (seed) => {
      const doc = crowdedDocument(seed)
      const parts = splitUpdate(Y.encodeStateAsUpdate(doc), 300)
      expect(parts.length).toBeGreaterThan(3)
      const copy = new Y.Doc()
      for (const part of parts) {
        Y.applyUpdate(copy, part)
        expect(copy.store.pendingStructs).toBeNull()
      }
      expect(Y.encodeStateVector(copy)).toEqual(Y.encodeStateVector(doc))
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(copy))) // the deletions
      expect(Y.equalSnapshots(Y.snapshot(copy), Y.snapshot(doc))).toBe(true)
      expect(copy.getText('t').toJSON()).toBe(doc.getText('t').toJSON())
      expect(copy.getMap('m').toJSON()).toEqual(doc.getMap('m').toJSON())
    },
  )

  test.each(seeds.slice(0, 10))('so can what came since a moment: %i', (seed) => {
    const doc = crowdedDocument(seed)
    const had = new Y.Doc()
    Y.applyUpdate(had, splitUpdate(Y.encodeStateAsUpdate(doc), 300)[0] ?? new Uint8Array())
    const since = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(had))
    for (const part of splitUpdate(since, 300)) {
      Y.applyUpdate(had, part)
      expect(had.store.pendingStructs).toBeNull()
    }
    expect(Y.encodeStateVector(had)).toEqual(Y.encodeStateVector(doc))
  })

  test('no part is much larger than asked, not even of one long paste', () => {
    const doc = new Y.Doc()
    doc.getText('t').insert(0, '🙂'.repeat(10_000))
    const parts = splitUpdate(Y.encodeStateAsUpdate(doc), 1_000)
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(5_000)
    const copy = new Y.Doc()
    for (const part of parts) Y.applyUpdate(copy, part)
    expect(copy.getText('t').toJSON()).toBe('🙂'.repeat(10_000))
  })
})
