import { seededRandom } from '@dateline/shared/testing/random'
import { fc, test } from '@fast-check/vitest'
import * as decoding from 'lib0/decoding'
import { describe, expect } from 'vitest'
import * as Y from 'yjs'
import { StateAnswers } from './state-answers.ts'
import { messagesIn, type Wire } from './wire.ts'

const PART_BYTES = 200
const NOTHING = Uint8Array.of(0)

/** Three people in one text, who write and take back. */
class Writing {
  readonly doc = new Y.Doc()
  readonly #text = this.doc.getText('t')
  readonly #random
  readonly answers: StateAnswers

  constructor(seed: number, edits: number) {
    this.#random = seededRandom(seed)
    for (let edit = 0; edit < edits; edit += 1) this.write()
    this.answers = new StateAnswers(this.doc, undefined, PART_BYTES)
    this.doc.on('update', (update: Uint8Array) => this.answers.changed(update))
  }

  write(): void {
    const [text, random] = [this.#text, this.#random]
    this.doc.clientID = 1 + random.below(3)
    if (text.length > 20 && random.chance(0.3)) text.delete(random.below(text.length - 9), 9)
    else text.insert(random.below(text.length + 1), 'some words '.repeat(1 + random.below(6)))
  }

  chance(share: number): boolean {
    return this.#random.chance(share)
  }
}

/** Takes one message after the other, as a slow line brings them. */
function* joining(answers: StateAnswers, doc: Y.Doc): Generator<void> {
  const take = (wire: Wire) => {
    for (const message of messagesIn(wire)) {
      const update = decoding.readVarUint8Array(decoding.createDecoder(message.subarray(2)))
      Y.applyUpdate(doc, update)
      expect(doc.store.pendingStructs).toBeNull()
    }
  }
  for (let since: Uint8Array = NOTHING; ;) {
    const lack = answers.since(since)
    if (!lack) throw new Error('it cannot be told')
    if (lack.tag === 'whole') return take(lack.asAnswer)
    for (const part of lack.parts) {
      take(part)
      yield
    }
    since = lack.until
  }
}

describe('[Y19] a document in parts, to which others write', () => {
  test.prop([fc.nat(), fc.integer({ min: 0, max: 90 })])(
    'whoever comes has all of it in the end, at once',
    (seed, writes) => {
      const writing = new Writing(seed, 60)
      let left = writes
      // One after the other, so that what was cut for one is what the next is sent.
      for (let person = 0; person < 4; person += 1) {
        const doc = new Y.Doc()
        for (const _ of joining(writing.answers, doc)) {
          if (left > 0 && writing.chance(0.6)) {
            left -= 1
            writing.write()
          }
        }
        expect(doc.getText('t').toJSON()).toBe(writing.doc.getText('t').toJSON())
        expect(Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(writing.doc))).toBe(true)
      }
    },
  )

  test('is cut once for many who come, and anew when much was written since', () => {
    const writing = new Writing(1, 60)
    const first = writing.answers.since(NOTHING)
    expect(first?.tag).toBe('parts')
    for (let edit = 0; edit < 3; edit += 1) writing.write()
    expect(writing.answers.since(NOTHING)).toBe(first)
    for (let edit = 0; edit < 60; edit += 1) writing.write()
    expect(writing.answers.since(NOTHING)).not.toBe(first)
  })

  test('leaves out what Yjs holds back, and tells it once its cause has come', () => {
    const writing = new Writing(1, 60)
    const ann = new Y.Doc()
    ann.clientID = 7
    Y.applyUpdate(ann, Y.encodeStateAsUpdate(writing.doc))
    const [cause, effect] = ['cause ', 'effect '].map((word) => {
      const before = Y.encodeStateVector(ann)
      ann.getText('t').insert(0, word)
      return Y.encodeStateAsUpdate(ann, before)
    })
    const seenBy = (update: Uint8Array = Uint8Array.of(0, 0)) => {
      Y.applyUpdate(writing.doc, update)
      writing.answers.changed()
      const doc = new Y.Doc()
      for (const _ of joining(writing.answers, doc));
      return doc.getText('t').toJSON()
    }
    const before = seenBy()
    expect(seenBy(effect)).toBe(before)
    expect(seenBy(cause)).toBe(`effect cause ${before}`)
  })
})
