import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/**
 * Several awareness updates as one that says the newest of each client, as if they had been taken in
 * one after the other: everybody who listens would otherwise be told of each.
 *
 * @throws when one cannot be read
 */
export function newestPlaces(updates: readonly Uint8Array[]): Uint8Array {
  const newest = new Map<number, { readonly clock: number; readonly state: string }>()
  for (const update of updates) {
    const decoder = decoding.createDecoder(update)
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const state = decoding.readVarString(decoder)
      const had = newest.get(client)
      // Whoever leaves says so with the clock of what they said last.
      const isNewer = !had || clock > had.clock || (clock === had.clock && state === GONE)
      if (isNewer) newest.set(client, { clock, state })
    }
  }
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, newest.size)
    for (const [client, { clock, state }] of newest) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, state)
    }
  })
}

const GONE = 'null'
