import * as Y from 'yjs'
import type { Struct } from './guard.ts'
import { references } from './references.ts'
import { UpdateWriter } from './update-writer.ts'

export interface Joined {
  /** V1. */
  readonly update: Uint8Array
  /** State vector of one who took it in. */
  readonly until: Uint8Array
}

/**
 * Several updates as one, for somebody who has so much already. Yjs' own merging sorts all of them
 * anew for every item, and would hold up every other story where they are many.
 *
 * @param updates V1, in the order in which they came
 * @param stateVector of what they have
 * @returns undefined where they could not take all of it in at once, and Yjs would hold some back
 * @throws when an update or the state vector is malformed
 */
export function joinUpdates(
  updates: readonly Uint8Array[],
  stateVector: Uint8Array,
): Joined | undefined {
  const decoded = updates.map((update) => Y.decodeUpdate(update))
  const state = Y.decodeStateVector(stateVector)
  const upTo = (client: number) => state.get(client) ?? 0
  const has = ({ client, clock }: Y.ID) => clock < upTo(client)
  const writer = new UpdateWriter()
  const take = (struct: Struct): boolean => {
    const { client, clock } = struct.id
    const from = upTo(client) - clock
    if (struct instanceof Y.Skip || from < 0) return false
    // What was held back once is in the log twice.
    if (from >= struct.length) return true
    if (!references(struct).every((id) => id.client === client || has(id))) return false
    state.set(client, clock + struct.length)
    writer.add(struct, from)
    return true
  }
  // What hangs on something that comes after it is looked at again when that is there.
  let waiting: readonly Struct[] = decoded.flatMap(({ structs }) => structs)
  for (let before = Infinity; waiting.length < before;) {
    before = waiting.length
    waiting = waiting.filter((struct) => !take(struct))
  }
  const deletions = Y.mergeDeleteSets(decoded.map(({ ds }) => ds))
  const isWhole =
    waiting.length === 0 &&
    [...deletions.clients].every(([client, ranges]) =>
      ranges.every(({ clock, len }) => clock + len <= upTo(client)),
    )
  return isWhole
    ? { update: writer.encode(deletions), until: Y.encodeStateVector(state) }
    : undefined
}
