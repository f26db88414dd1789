import * as Y from 'yjs'
import type { Struct } from './guard.ts'
import { references } from './references.ts'

/**
 * Can one who has so much take all of an update in at once, so that Yjs holds nothing of it back?
 *
 * @param stateVector of what they have
 */
export function canTakeIn(update: Uint8Array, stateVector: Uint8Array): boolean {
  const { structs, ds } = Y.decodeUpdate(update)
  const state = Y.decodeStateVector(stateVector)
  const has = ({ client, clock }: Y.ID) => clock < (state.get(client) ?? 0)
  const fits = (struct: Struct) => {
    const { client, clock } = struct.id
    if (struct instanceof Y.Skip || clock > (state.get(client) ?? 0)) return false
    return references(struct).every((id) => id.client === client || has(id))
  }
  let waiting: readonly Struct[] = structs
  for (let before = Infinity; waiting.length < before;) {
    before = waiting.length
    waiting = waiting.filter((struct) => {
      if (!fits(struct)) return true
      const { client, clock } = struct.id
      state.set(client, Math.max(state.get(client) ?? 0, clock + struct.length))
      return false
    })
  }
  const deletes = [...ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }) => Y.createID(client, clock + len - 1)),
  )
  return waiting.length === 0 && deletes.every(has)
}
