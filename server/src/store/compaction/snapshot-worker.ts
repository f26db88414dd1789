import { parentPort } from 'node:worker_threads'
import * as Y from 'yjs'
import { replay } from '../replay.ts'
import type { StoredState } from '../update-store.ts'

/** What the thread says: that it is there, or what became of the last state it was given. */
export type SnapshotAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'made'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'failed'; readonly message: string }

const answer = (message: SnapshotAnswer) =>
  parentPort?.postMessage(message, message.kind === 'made' ? [message.bytes.buffer] : [])

parentPort?.on('message', (state: StoredState) => {
  try {
    answer({ kind: 'made', bytes: encode(state) })
  } catch (error) {
    answer({ kind: 'failed', message: error instanceof Error ? (error.stack ?? '') : '' })
  }
})
answer({ kind: 'ready' })

/** @throws when the snapshot would not read back as the same document (U7) */
function encode(state: StoredState): Uint8Array<ArrayBuffer> {
  const doc = new Y.Doc()
  replay(doc, state)
  const bytes = Y.encodeStateAsUpdateV2(doc)
  const again = new Y.Doc()
  replay(again, { snapshot: { seq: 0, bytes }, updates: [] })
  const isSame = Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(again))
  const isHeldBack = (some: Y.Doc) => some.store.pendingStructs !== null
  if (!isSame || isHeldBack(doc) !== isHeldBack(again)) {
    throw new Error('The snapshot does not read back as the document it was made of.')
  }
  return bytes.slice() // of its own buffer, so that it can be handed over whole
}
