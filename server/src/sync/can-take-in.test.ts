import { seededRandom } from '@dateline/shared/testing/random'
import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import * as Y from 'yjs'
import { canTakeIn } from './can-take-in.ts'

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

const lost = fc.array(fc.nat({ max: 11 }), { maxLength: 2 })

test.prop([fc.nat(), fc.nat({ max: 12 }), lost])(
  '[Y19] says of an update whether Yjs would hold back any of it',
  (seed, had, missing) => {
    const all = edits(seed)
    const doc = new Y.Doc()
    for (const update of all.slice(0, had)) Y.applyUpdate(doc, update)
    const rest = all.filter((_, place) => place >= had && !missing.includes(place))
    const update = Y.mergeUpdates([Uint8Array.of(0, 0), ...rest])
    const said = canTakeIn(update, Y.encodeStateVector(doc))
    Y.applyUpdate(doc, update)
    const { pendingStructs, pendingDs } = doc.store
    expect(said).toBe(pendingStructs === null && pendingDs === null)
  },
)
