import { seededRandom } from '@dateline/shared/testing/random'
import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import * as Y from 'yjs'
import { joinUpdates } from './join-updates.ts'

/** What three people wrote between each other's words and took back, one update an edit. */
function edits(seed: number): Uint8Array[] {
  const random = seededRandom(seed)
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const text = doc.getText('t')
  for (let edit = 0; edit < 12; edit += 1) {
    doc.clientID = 1 + random.below(3)
    if (text.length > 3 && random.chance(0.3)) text.delete(random.below(text.length - 2), 2)
    else text.insert(random.below(text.length + 1), 'word')
  }
  return updates
}

const some = fc.array(fc.nat({ max: 11 }), { maxLength: 2 })

test.prop([fc.nat(), fc.nat({ max: 12 }), some, some])(
  '[Y19] says what all of them say, or that Yjs would hold back some of it',
  (seed, had, missing, twice) => {
    const all = edits(seed)
    const doc = new Y.Doc()
    for (const update of all.slice(0, had)) Y.applyUpdate(doc, update)
    const rest = all.filter((_, place) => place >= had && !missing.includes(place))
    // What was held back comes again with what it waited for, and more.
    const again = twice.map((place) => Y.mergeUpdates(all.slice(place).toSpliced(4)))
    const updates = missing.length > 0 ? rest : [...rest, ...again]
    const joined = joinUpdates(updates, Y.encodeStateVector(doc))
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    for (const update of updates) Y.applyUpdate(doc, update)
    const { pendingStructs, pendingDs } = doc.store
    expect(joined !== undefined).toBe(pendingStructs === null && pendingDs === null)
    if (!joined) return
    Y.applyUpdate(copy, joined.update)
    expect(Y.decodeStateVector(joined.until)).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)))
    expect(copy.store.pendingStructs ?? copy.store.pendingDs).toBeNull()
    expect(Y.equalSnapshots(Y.snapshot(copy), Y.snapshot(doc))).toBe(true)
    expect(copy.getText('t').toJSON()).toBe(doc.getText('t').toJSON())
  },
)

test('[Y19] takes what hangs on something that comes after it, and half of what is there', () => {
  const ann = new Y.Doc()
  ann.clientID = 2
  const bob = new Y.Doc()
  bob.clientID = 1
  ann.getText('t').insert(0, 'one ')
  const had = Y.encodeStateAsUpdate(ann)
  ann.getText('t').insert(4, 'two')
  Y.applyUpdate(bob, Y.encodeStateAsUpdate(ann))
  const before = Y.encodeStateVector(bob)
  bob.getText('t').insert(4, '- ')
  const late = Y.encodeStateAsUpdate(bob, before)
  // The second one is one item from its beginning, of which the first half is there.
  const joined = joinUpdates([late, Y.encodeStateAsUpdate(ann)], Y.encodeStateVectorFromUpdate(had))
  const copy = new Y.Doc()
  Y.applyUpdate(copy, had)
  Y.applyUpdate(copy, joined?.update ?? Uint8Array.of(0, 0))
  expect(copy.getText('t').toJSON()).toBe('one - two')
  expect(
    Y.decodeUpdate(joined?.update ?? Uint8Array.of(0, 0)).structs.map(({ id }) => id.clock),
  ).toEqual([4, 0])
})
