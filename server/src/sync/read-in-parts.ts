import * as Y from 'yjs'
import { replay } from '../store/replay.ts'
import { PART_BYTES, type Opening } from './opening.ts'

/**
 * Reads a long document into an empty one, with turns for everybody else in between (rule U11).
 *
 * @param updates what came after the opening
 * @param turn resolves when the next bit may be read
 * @param partBytes how much of them is read in one go
 * @throws when a part cannot be read
 */
export async function readInParts(
  doc: Y.Doc,
  opening: Opening,
  updates: readonly Uint8Array[],
  turn: () => Promise<void>,
  partBytes = PART_BYTES,
): Promise<void> {
  for (const part of opening.parts) {
    await turn()
    Y.applyUpdate(doc, part)
  }
  await turn()
  Y.applyUpdate(doc, opening.deletions)
  for (const some of chunks(updates, partBytes)) {
    await turn()
    replay(doc, { snapshot: null, updates: some })
  }
}

/** Updates in runs of about so many bytes. */
function* chunks(updates: readonly Uint8Array[], bytes: number): Generator<readonly Uint8Array[]> {
  let chunk: Uint8Array[] = []
  let size = 0
  for (const update of updates) {
    chunk.push(update)
    size += update.length
    if (size < bytes) continue
    yield chunk
    chunk = []
    size = 0
  }
  if (chunk.length > 0) yield chunk
}
