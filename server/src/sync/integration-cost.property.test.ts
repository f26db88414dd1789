import { seededRandom } from '@dateline/shared/testing/random'
import { fc, test } from '@fast-check/vitest'
import * as encoding from 'lib0/encoding'
import { describe, expect } from 'vitest'
import * as Y from 'yjs'
import { guard } from './guard.ts'

const writer = { userId: 'ann', canWrite: true }
const cost = (update: Uint8Array, doc: Y.Doc) => {
  const result = guard(update, writer, doc, new Map(), 10_000_000)
  return result.ok ? result.value.cost : result.error.reason
}

describe('[Y18] what it costs Yjs to place an update', () => {
  test.prop([fc.integer()])('one writer’s own work costs nothing, wherever they write', (seed) => {
    const random = seededRandom(seed)
    const [doc, server] = [new Y.Doc(), new Y.Doc()]
    const costs: unknown[] = []
    doc.on('update', (update: Uint8Array) => {
      costs.push(cost(update, server))
      Y.applyUpdate(server, update)
    })
    const text = doc.getText('t')
    for (let step = 0; step < 60; step += 1) {
      const at = random.below(text.length + 1)
      if (random.chance(0.3) && at < text.length) text.delete(at, 1)
      else text.insert(at, random.chance(0.5) ? 'word ' : 'x')
      if (random.chance(0.2)) doc.getMap('m').set('k', step)
      if (random.chance(0.2)) doc.getArray('a').unshift([new Y.Map([['k', step]])])
    }
    expect(new Set(costs)).toEqual(new Set([0]))
  })

  test.prop([fc.integer()], { numRuns: 20 })(
    'a day offline beside other people costs far less than is let in',
    (seed) => {
      const random = seededRandom(seed)
      const docs = [new Y.Doc(), new Y.Doc()] as const
      for (const doc of docs) {
        for (let step = 0; step < 1_500; step += 1) {
          const text = doc.getText('t')
          const at = random.below(text.length + 1)
          if (random.chance(0.2)) text.delete(at, Math.min(3, text.length - at))
          else text.insert(at, 'word '.slice(random.below(4)))
        }
      }
      const server = new Y.Doc()
      Y.applyUpdate(server, Y.encodeStateAsUpdate(docs[0]))
      const price = cost(Y.encodeStateAsUpdate(docs[1]), server)
      expect(price).toBeTypeOf('number')
      expect(price).toBeLessThan(200_000)
    },
  )

  test('a document one has already costs nothing to hear again', () => {
    const doc = new Y.Doc()
    for (let step = 0; step < 3_000; step += 1) doc.getText('t').insert(step % 7, 'x')
    expect(cost(Y.encodeStateAsUpdate(doc), doc)).toBe(0)
  })

  test('items that all claim one place are refused, beside what is there and beside each other', () => {
    const server = new Y.Doc()
    server.getArray('a').push(Array.from({ length: 1_500 }, () => new Y.Map()))
    // Each stands first in the list, before another of those that are there already.
    expect(cost(claiming(1_500, server.clientID, 0), server)).toBe('too-large')
    expect(cost(claiming(150, server.clientID, 0), server)).toBeGreaterThan(20_000)
    // The same with what came just before them, in the same message.
    const own = Y.encodeStateAsUpdate(server)
    const both = Y.mergeUpdates([own, claiming(1_500, server.clientID, 0)])
    expect(cost(both, new Y.Doc())).toBe('too-large')
  })
})

/** Items of one author: the first of the list each, before item n, n – 1, n – 2 … of another's. */
function claiming(count: number, client: number, clock: number): Uint8Array {
  const HAS_RIGHT = 0x40
  const ANY = 8
  return encoding.encode((encoder) => {
    for (const number of [1, count, 77, 0]) encoding.writeVarUint(encoder, number)
    for (let index = 0; index < count; index += 1) {
      encoding.writeUint8(encoder, HAS_RIGHT | ANY)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock + count - 1 - index)
      encoding.writeVarUint(encoder, 1)
      encoding.writeAny(encoder, index)
    }
    encoding.writeVarUint(encoder, 0)
  })
}
