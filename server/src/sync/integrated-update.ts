import * as Y from 'yjs'

/**
 * What the document has beyond a state vector, without what Yjs holds back until its cause arrives:
 * nobody else here was shown that yet either, and whoever had it of us would tell it again when they
 * come back, which is another's item that is not here, and refused as a forgery (Y5).
 *
 * @throws when the state vector is malformed
 */
export function integratedUpdate(doc: Y.Doc, stateVector: Uint8Array): Uint8Array {
  const { store } = doc
  const { pendingStructs, pendingDs } = store
  store.pendingStructs = null
  store.pendingDs = null
  try {
    return Y.encodeStateAsUpdate(doc, stateVector)
  } finally {
    store.pendingStructs = pendingStructs
    store.pendingDs = pendingDs
  }
}
