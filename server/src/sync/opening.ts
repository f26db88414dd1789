import { promisify } from 'node:util'
import { zstdCompress, zstdDecompressSync } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { splitUpdate } from './split-update.ts'

const compress = promisify(zstdCompress)

/**
 * A document in the form in which it is sent to somebody who has nothing of it (rule U11). Made
 * beside the event loop with a snapshot, so that whoever opens a long story need not wait until
 * the server has read it itself.
 */
export interface Opening {
  /** Of the whole document. */
  readonly stateVector: Uint8Array
  /** V1 updates, each of which can be taken at once after those before it. */
  readonly parts: readonly Uint8Array[]
  /** A V1 update of nothing but what is deleted in the parts; comes after them. */
  readonly deletions: Uint8Array
}

/** Above this a document goes out in parts, which a slow line takes without being thought stalled. */
export const PART_BYTES = 64 * 1024

/**
 * @param partBytes about how large a part is; a document that fits in one needs no opening
 * @returns null where it would not be worth it, or where Yjs holds something back, which is then
 * in no part
 */
export async function encodeOpening(
  doc: Y.Doc,
  partBytes = PART_BYTES,
): Promise<Uint8Array | null> {
  if (doc.store.pendingStructs || doc.store.pendingDs) return null
  const update = Y.encodeStateAsUpdate(doc)
  if (update.length <= partBytes) return null
  const stateVector = Y.encodeStateVector(doc)
  const parts = splitUpdate(update, partBytes)
  const deletions = Y.encodeStateAsUpdate(doc, stateVector)
  return compress(
    encoding.encode((encoder) => {
      for (const one of [stateVector, deletions]) encoding.writeVarUint8Array(encoder, one)
      encoding.writeVarUint(encoder, parts.length)
      for (const part of parts) encoding.writeVarUint8Array(encoder, part)
    }),
  )
}

/** @throws when it was not made by `encodeOpening` */
export function decodeOpening(bytes: Uint8Array): Opening {
  const decoder = decoding.createDecoder(zstdDecompressSync(bytes))
  // Copies: they are kept, and as views they would keep all of it.
  const [stateVector, deletions] = [read(decoder).slice(), read(decoder).slice()]
  const count = decoding.readVarUint(decoder)
  return { stateVector, deletions, parts: Array.from({ length: count }, () => read(decoder)) }
}

const read = decoding.readVarUint8Array
