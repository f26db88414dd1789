import * as Y from 'yjs'
import type { Struct } from './guard.ts'

/** The items that one hangs on: those it was written between, and what it lies in. */
export function references(struct: Struct): readonly Y.ID[] {
  if (!(struct instanceof Y.Item)) return []
  const parent: unknown = struct.parent
  return [struct.origin, struct.rightOrigin, parent].filter((id) => id instanceof Y.ID)
}
