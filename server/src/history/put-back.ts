import * as Y from 'yjs'
import { textOf } from '../sync/mass-deletion.ts'

/** What somebody took away, and the story around it. */
export interface TakenAway {
  /** An update that deletes the same. */
  readonly removed: Uint8Array
  /** The story before the first of it, and as it was written until the last, nothing forgotten. */
  readonly before: Y.Doc
  readonly until: Y.Doc
}

/**
 * Puts back into a story what somebody took away (rule H7), where it stood, as one more edit: what
 * others wrote since stays as it is. Does nothing when somebody has put it back by hand already.
 *
 * @param now is changed
 */
export function putBack(now: Y.Doc, { removed, before, until }: TakenAway): void {
  const kept = new Y.Doc({ gc: false })
  for (const doc of [before, until, now]) Y.applyUpdate(kept, Y.encodeStateAsUpdate(doc))
  const undo = new Y.UndoManager(kept)
  // Yjs knows best how to undo a deletion: it is given one that it has not seen happen.
  const { ds } = Y.decodeUpdate(removed)
  undo.undoStack.push({ deletions: ds, insertions: Y.createDeleteSet(), meta: new Map() })
  const known = Y.encodeStateVector(kept)
  undo.undo()
  if (!isThereTwice(textOf(now), textOf(kept))) {
    Y.applyUpdate(now, Y.encodeStateAsUpdate(kept, known))
  }
  undo.destroy()
  kept.destroy()
}

/** Are most of the words that came back in lines that were there? */
function isThereTwice(before: string, after: string): boolean {
  const there = Map.groupBy(before.split('\n'), (line) => line)
  let [twice, once] = [0, 0]
  for (const [line, { length }] of Map.groupBy(after.split('\n'), (one) => one)) {
    const had = there.get(line)?.length ?? 0
    if (had > 0) twice += Math.max(0, length - had) * line.length
    else once += length * line.length
  }
  return twice > once
}
