import * as Y from 'yjs'
import { inCausalOrder } from './causal-order.ts'
import { deleteSetOf, type ItemRange } from './deleted-ranges.ts'
import type { Decoded, Struct } from './guard.ts'
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
  for (const struct of inCausalOrder(byClient(decoded))) {
    const { client, clock } = struct.id
    const from = upTo(client) - clock
    if (struct instanceof Y.Skip || from < 0) return undefined
    if (from >= struct.length) continue // what was held back once is in the log twice
    if (!references(struct).every((id) => id.client === client || has(id))) return undefined
    state.set(client, clock + struct.length)
    writer.add(struct, from)
  }
  const deletions = deleteSetOf(deletedIn(decoded))
  const isThere = [...deletions.clients].every(([client, ranges]) =>
    ranges.every(({ clock, len }) => clock + len <= upTo(client)),
  )
  if (!isThere) return undefined
  return { update: writer.encode(deletions), until: Y.encodeStateVector(state) }
}

function byClient(decoded: readonly Decoded[]): ReadonlyMap<number, readonly Struct[]> {
  const structs = Map.groupBy(
    decoded.flatMap((one) => one.structs),
    ({ id }) => id.client,
  )
  for (const list of structs.values()) list.sort((a, b) => a.id.clock - b.id.clock)
  return structs
}

/** All of them for one set: Yjs' merging looks through every set for every client. */
function* deletedIn(decoded: readonly Decoded[]): Generator<ItemRange> {
  for (const { ds } of decoded) {
    for (const [client, ranges] of ds.clients) {
      for (const { clock, len } of ranges) yield { client, clock, len }
    }
  }
}
