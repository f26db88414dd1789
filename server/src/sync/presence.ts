import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Peer } from './peer.ts'

interface Cursor {
  readonly peer: Peer
  /** The client's own counter: an older message must not undo a newer one. */
  readonly theirs: number
  /** JSON of the state, stamped with the session's user. */
  readonly state: string
  /** The counter it was last sent under; 0 before that. */
  sentAs: number
}

/** One person's state larger than this is not a cursor. */
const MAX_STATE = 16 * 1024 // characters
/** A stock client repeats everybody it hears of; nobody hears of more. */
const MAX_STATES = 10_000
/** A socket has one cursor; it may take another client id, but not go through them. */
const MAX_CURSORS = 10

/**
 * Who is where in one story: the newest state per client id, stamped with the identity of the
 * session it came from (rules Y9, Y10). A client speaks only for itself: a stock client repeats
 * what it hears of others, and that is passed over.
 *
 * The counter sent on is ours and only ever grows, also over a restart, because it begins at the
 * time: so somebody who drops out and comes back with an older counter is seen again at once, a
 * ghost cannot be, and nothing need be remembered of those who left.
 */
export class Presence {
  readonly #cursors = new Map<number, Cursor>()
  readonly #dirty = new Set<number>()
  /** Cursors each socket has had. */
  readonly #had = new WeakMap<Peer, number>()
  #counter: number

  /** @param startedAt ms since epoch; one message is sent in more than a millisecond */
  constructor(startedAt = Date.now()) {
    this.#counter = startedAt
  }

  /**
   * Takes an awareness message from a peer.
   * @returns whether there is something new to tell
   * @throws when it is malformed
   */
  receive(peer: Peer, payload: Uint8Array): boolean {
    const decoder = decoding.createDecoder(payload)
    const count = decoding.readVarUint(decoder)
    if (count > MAX_STATES) throw new RangeError(`${count} states in one message`)
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
    this.#counter += 1
    const clients = [...this.#dirty]
    for (const client of clients) {
      const cursor = this.#cursors.get(client)
      if (cursor) cursor.sentAs = this.#counter
    }
    this.#dirty.clear()
    return this.#encode(clients)
  }

  /** Whose cursor has this client id now. */
  ownerOf(client: number): string | undefined {
    return this.#cursors.get(client)?.peer.user.id
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
    if (had?.peer !== peer && !this.#mayHaveAnother(peer)) return false
    this.#cursors.set(client, { peer, theirs: clock, state, sentAs: had?.sentAs ?? 0 })
    this.#dirty.add(client)
    return true
  }

  /** The same person on a new socket, while the old one has not noticed that it is dead. */
  #takesOver(peer: Peer, client: number, clock: number, had: Cursor): boolean {
    return had.peer.user.id === peer.user.id && clock !== had.sentAs && !this.#has(peer)
  }

  /** One socket has one cursor; a second client id on it is somebody else's, repeated. */
  #mayHaveAnother(peer: Peer): boolean {
    const had = this.#had.get(peer) ?? 0
    if (this.#has(peer) || had >= MAX_CURSORS) return false
    this.#had.set(peer, had + 1)
    return true
  }

  #has(peer: Peer): boolean {
    for (const cursor of this.#cursors.values()) if (cursor.peer === peer) return true
    return false
  }

  #remove(client: number): void {
    this.#cursors.delete(client)
    this.#dirty.add(client)
  }

  #encode(clients: readonly number[]): Uint8Array {
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, clients.length)
      for (const client of clients) {
        const cursor = this.#cursors.get(client)
        encoding.writeVarUint(encoder, client)
        encoding.writeVarUint(encoder, cursor?.sentAs ?? this.#counter)
        encoding.writeVarString(encoder, cursor?.state ?? 'null')
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
