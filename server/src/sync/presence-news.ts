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
 * One presence message for everybody, encoded once. Nobody is told of themselves: our counters run
 * ahead of the client's, so that it would take an older place of its own for newer than the present.
 */
export class PresenceNews {
  readonly #entries: readonly Uint8Array[]
  readonly #own = new Map<Peer, number>()
  #shared: Wire | undefined

  constructor(told: readonly Told[]) {
    this.#entries = told.map(encodeEntry)
    told.forEach(({ peer }, index) => peer && this.#own.set(peer, index))
  }

  isAbout(peer: Peer): boolean {
    return this.#own.has(peer)
  }

  /** For everybody of whom it tells nothing: the same bytes. */
  get shared(): Wire {
    return (this.#shared ??= encode(this.#entries))
  }

  /** For one reader. Undefined when there is nothing but their own. */
  for(peer: Peer): Wire | undefined {
    const own = this.#own.get(peer)
    if (own === undefined) return this.shared
    return this.#entries.length > 1 ? encode(this.#entries.toSpliced(own, 1)) : undefined
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
