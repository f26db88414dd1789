import * as Y from 'yjs'
import { decodeOpening, encodeOpening } from '../../sync/opening.ts'
import { replay } from '../replay.ts'
import type { StoredState } from '../update-store.ts'
import type { MadeSnapshot } from './compacting-store.ts'

/**
 * A snapshot of a state, and its opening (U11). It takes a while: not for a thread with people.
 * @param partBytes of the opening, where it is not the usual
 * @throws when the snapshot would not read back as the same document (U7)
 */
export async function makeSnapshot(state: StoredState, partBytes?: number): Promise<MadeSnapshot> {
  const doc = new Y.Doc()
  replay(doc, state)
  const bytes = Y.encodeStateAsUpdateV2(doc)
  const again = new Y.Doc()
  replay(again, { snapshot: { seq: 0, bytes }, updates: [] })
  if (!isSame(doc, again)) {
    throw new Error('The snapshot does not read back as the document it was made of.')
  }
  const opening = await encodeOpening(doc, partBytes)
  return { bytes, opening: opening && readsBack(opening, doc) ? opening : null }
}

function readsBack(opening: Uint8Array, doc: Y.Doc): boolean {
  const again = new Y.Doc()
  const { parts, deletions } = decodeOpening(opening)
  for (const part of parts) {
    Y.applyUpdate(again, part)
    if (again.store.pendingStructs) return false
  }
  Y.applyUpdate(again, deletions)
  return isSame(doc, again)
}

function isSame(one: Y.Doc, other: Y.Doc): boolean {
  const isHeldBack = (doc: Y.Doc) => doc.store.pendingStructs !== null
  const isEqual = Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other))
  return isEqual && isHeldBack(one) === isHeldBack(other)
}
