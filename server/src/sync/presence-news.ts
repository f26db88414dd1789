import { MESSAGE_AWARENESS } from '@dateline/shared/sync/protocol'
import * as encoding from 'lib0/encoding'
import type { Peer } from './peer.ts'
import { framed, type Wire } from './wire.ts'

export interface Told {
  readonly client: number
  readonly clock: number
  /** UTF-8 JSON of the state; `null` for one who left. */
  readonly json: Uint8Array
  /** Whose it is; null for one who left. */
  readonly peer: Peer | null
}

/**
 * One presence message for everybody, encoded once. Nobody is told of themselves, also not of a
 * socket of theirs that is dead or at another node: our counters run ahead of the client's, so that
 * it would take an older place of its own for newer than the present.
 */
export class PresenceNews {
  readonly #told: readonly Told[]
  readonly #clientOf: (peer: Peer) => number | undefined
  /** Entries by the person whose they are. */
  readonly #theirs = new Map<string, number[]>()
  #entries: readonly Uint8Array[] | undefined
  #shared: Wire | undefined

  /** @param clientOf as what a reader shows itself; undefined while that is not known */
  constructor(told: readonly Told[], clientOf: (peer: Peer) => number | undefined) {
    this.#told = told
    this.#clientOf = clientOf
    told.forEach(({ peer }, index) => {
      if (!peer) return
      const theirs = this.#theirs.get(peer.user.id)
      if (theirs) theirs.push(index)
      else this.#theirs.set(peer.user.id, [index])
    })
  }

  /** For everybody of whom it tells nothing: the same bytes. */
  get shared(): Wire {
    return (this.#shared ??= encode(this.#encoded))
  }

  /** For one reader. Undefined when there is nothing but their own. */
  for(peer: Peer): Wire | undefined {
    const theirs = this.#theirs.get(peer.user.id)
    if (!theirs) return this.shared
    const client = this.#clientOf(peer)
    const own = theirs.filter((index) => {
      return client === undefined || this.#told[index]?.client === client
    })
    if (own.length === 0) return this.shared
    const others = this.#encoded.filter((_, index) => !own.includes(index))
    return others.length > 0 ? encode(others) : undefined
  }

  get #encoded(): readonly Uint8Array[] {
    return (this.#entries ??= this.#told.map(encodeEntry))
  }
}

function encodeEntry({ client, clock, json }: Told): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarUint8Array(encoder, json)
  })
}

function encode(entries: readonly Uint8Array[]): Wire {
  const count = encoding.encode((encoder) => encoding.writeVarUint(encoder, entries.length))
  const size = entries.reduce((sum, entry) => sum + entry.length, count.length)
  const head = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_AWARENESS)
    encoding.writeVarUint(encoder, size)
  })
  return framed(Buffer.concat([head, count, ...entries]))
}
