import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Peer } from './peer.ts'

interface Cursor {
  readonly peer: Peer
  /** The client's own counter: an older message must not undo a newer one. */
  theirs: number
  /** JSON of the state, stamped with the session's user. */
  state: string
}

/** One person's state larger than this is not a cursor. */
const MAX_STATE = 16 * 1024

/**
 * Who is where in one story: the newest state per client id, stamped with the identity of the
 * session it came from (rules Y9, Y10). A client speaks only for itself: a stock client repeats
 * what it hears of others, and that is passed over.
 *
 * The clock sent on is ours and only ever grows, so that somebody who drops out and comes back with
 * an older counter is seen again at once, and a ghost cannot be.
 */
export class Presence {
  readonly #cursors = new Map<number, Cursor>()
  readonly #clocks = new Map<number, number>()
  readonly #dirty = new Set<number>()

  /**
   * Takes an awareness message from a peer.
   * @returns whether there is something new to tell
   * @throws when it is malformed
   */
  receive(peer: Peer, payload: Uint8Array): boolean {
    const decoder = decoding.createDecoder(payload)
    const count = decoding.readVarUint(decoder)
    let news = false
    for (let i = 0; i < count; i += 1) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const json = decoding.readVarString(decoder)
      if (this.#take(peer, client, clock, json)) news = true
    }
    return news
  }

  /** Forgets a peer's cursors. @returns whether anybody needs to hear of it */
  leave(peer: Peer): boolean {
    let news = false
    for (const [client, cursor] of this.#cursors) {
      if (cursor.peer === peer) {
        this.#remove(client)
        news = true
      }
    }
    return news
  }

  /** Everything that changed since the last call, for everybody. Undefined when nothing did. */
  flush(): Uint8Array | undefined {
    if (this.#dirty.size === 0) return undefined
    const payload = this.#encode([...this.#dirty])
    this.#dirty.clear()
    return payload
  }

  /** Everybody who is here, for one who just came. Undefined when nobody is. */
  all(): Uint8Array | undefined {
    return this.#cursors.size > 0 ? this.#encode([...this.#cursors.keys()]) : undefined
  }

  #take(peer: Peer, client: number, clock: number, json: string): boolean {
    if (json.length > MAX_STATE) return false
    const had = this.#cursors.get(client)
    if (had && had.peer !== peer && !this.#takesOver(peer, client, clock, had)) return false
    if (had?.peer === peer && clock < had.theirs) return false
    const state = stamp(json, peer)
    if (state === 'null') {
      if (had?.peer !== peer) return false
      this.#remove(client)
      return true
    }
    if (!had && this.#speaksForAnother(peer)) return false
    this.#cursors.set(client, { peer, theirs: clock, state })
    this.#touch(client)
    return true
  }

  /** The same person on a new socket, while the old one has not noticed that it is dead. */
  #takesOver(peer: Peer, client: number, clock: number, had: Cursor): boolean {
    const isEcho = clock === this.#clocks.get(client)
    return had.peer.user.id === peer.user.id && !isEcho && !this.#speaksForAnother(peer)
  }

  /** One socket has one cursor; a second client id on it is somebody else's, repeated. */
  #speaksForAnother(peer: Peer): boolean {
    return [...this.#cursors.values()].some((cursor) => cursor.peer === peer)
  }

  #remove(client: number): void {
    this.#cursors.delete(client)
    this.#touch(client)
  }

  #touch(client: number): void {
    this.#clocks.set(client, (this.#clocks.get(client) ?? 0) + 1)
    this.#dirty.add(client)
  }

  #encode(clients: readonly number[]): Uint8Array {
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, clients.length)
      for (const client of clients) {
        encoding.writeVarUint(encoder, client)
        encoding.writeVarUint(encoder, this.#clocks.get(client) ?? 0)
        encoding.writeVarString(encoder, this.#cursors.get(client)?.state ?? 'null')
      }
    })
  }
}

/** Replaces whatever name a client gave itself. @throws when it is not JSON */
function stamp(json: string, peer: Peer): string {
  const state: unknown = JSON.parse(json)
  if (typeof state !== 'object' || state === null || Array.isArray(state)) return 'null'
  return JSON.stringify({ ...state, user: peer.user })
}
