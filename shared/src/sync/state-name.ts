import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import * as Y from 'yjs'

/** Half of SHA-256: nobody but its own client is fooled by one that is made up. */
const DIGITS = 32

/**
 * Names what a document has seen, insertions and deletions: two copies of one document with the same
 * name are the same (rule Y22). Undefined for a document that is empty, or of which Yjs holds a part
 * back.
 */
export function stateName(doc: Y.Doc): string | undefined {
  const { clients, pendingStructs, pendingDs } = doc.store
  if (clients.size === 0 || pendingStructs || pendingDs) return undefined
  const digest = bytesToHex(sha256(Y.encodeSnapshot(Y.snapshot(doc))))
  return `${lengthOf(doc)}.${digest.slice(0, DIGITS)}`
}

/** Can this be the document's name? Costs next to nothing; where it cannot, the digest is spared. */
export const mayBeNamed = (doc: Y.Doc, name: string): boolean =>
  name.startsWith(`${lengthOf(doc)}.`)

/** Everything that was ever written into it, in the units of Yjs' clocks. */
const lengthOf = (doc: Y.Doc): number =>
  [...doc.store.clients.keys()].reduce((sum, client) => sum + Y.getState(doc.store, client), 0)
