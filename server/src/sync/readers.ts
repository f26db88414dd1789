import type { Peer } from './peer.ts'
import type { PresenceNews } from './presence-news.ts'
import type { Presence } from './presence.ts'
import type { StateAnswers } from './state-answers.ts'
import type { Wire } from './wire.ts'

export interface ReaderLimits {
  /** Waiting bytes above which a reader gets no more presence, no more updates, nothing. */
  readonly slowPresenceBytes: number
  readonly slowUpdatesBytes: number
  readonly slowCloseBytes: number
}

/** Being brought up to date: after too much waited for this reader, or when it joins. */
interface Behind {
  /** What it has for certain: a state vector. */
  since: Uint8Array
  /** It asked, and waits for the answer (sync step 2). */
  readonly asked: boolean
  parts: readonly Wire[]
  next: number
}

interface Reader {
  readonly peer: Peer
  behind: Behind | null
  missedPresence: boolean
  /** Update-bearing messages taken in from it. */
  received: number
}

/** What one tick has to tell. */
export interface Telling {
  readonly update: Wire | null
  /** Whose words alone the update holds: they come back to nobody. */
  readonly author: Peer | undefined
  /** State vector of the document before the update. */
  readonly before: () => Uint8Array
  readonly presence: PresenceNews | undefined
  readonly acks: ReadonlyMap<Peer, Wire>
}

/** Several frames in one write, up to this size: above it, copying costs more than it saves. */
const JOIN_BYTES = 64 * 1024

/**
 * Everybody a story is sent to, and how far each of them is (rules Y9, Y19). One write a reader and
 * tick at most, of bytes that are the same for all as far as they are told the same. Whoever reads
 * too slowly is left out, and brought up to date once they have read what waits.
 */
export class Readers {
  readonly #readers = new Map<Peer, Reader>()
  readonly #limits: ReaderLimits
  readonly #answers: StateAnswers
  readonly #presence: Presence

  constructor(limits: ReaderLimits, answers: StateAnswers, presence: Presence) {
    this.#limits = limits
    this.#answers = answers
    this.#presence = presence
  }

  get size(): number {
    return this.#readers.size
  }
  peers(): IterableIterator<Peer> {
    return this.#readers.keys()
  }
  has(peer: Peer): boolean {
    return this.#readers.has(peer)
  }
  add(peer: Peer): void {
    this.#readers.set(peer, { peer, behind: null, missedPresence: false, received: 0 })
  }
  remove(peer: Peer): boolean {
    return this.#readers.delete(peer)
  }
  clear(): void {
    this.#readers.clear()
  }

  /** Counts a message that was taken in. */
  countUp(peer: Peer): void {
    const reader = this.#readers.get(peer)
    if (reader) reader.received += 1
  }

  /** How many messages were taken in from a peer since its socket opened. */
  received(peer: Peer): number {
    return this.#readers.get(peer)?.received ?? 0
  }

  tell({ update, author, before, presence, acks }: Telling): void {
    const both = update && presence ? Buffer.concat([update, presence.shared]) : null
    for (const reader of this.#readers.values()) {
      const { peer } = reader
      const words = update && peer !== author && this.#takes(reader, update, before) ? update : null
      const places = presence && this.#presenceFor(reader, presence)
      const ack = acks.get(peer)
      if (!ack && !places) {
        if (words) peer.send(words)
      } else if (!ack && words && both && places === presence?.shared) {
        peer.send(both)
      } else {
        for (const wire of join([words, places, ack])) peer.send(wire)
      }
    }
  }

  /** Sends presence outside a tick. */
  tellPresence(presence: PresenceNews): void {
    for (const reader of this.#readers.values()) {
      const places = this.#presenceFor(reader, presence)
      if (places) reader.peer.send(places)
    }
  }

  /** Sends to everybody who speaks our additions. */
  sendToOurs(wire: Wire): void {
    for (const peer of this.#readers.keys()) if (peer.ours) peer.send(wire)
  }

  /** A question for what somebody lacks; answered by `bringUpToDate`. */
  ask(peer: Peer, since: Uint8Array): void {
    const reader = this.#readers.get(peer)
    if (!reader || reader.behind?.asked) return // the answer on its way will be as new
    reader.behind = { since, asked: true, parts: [], next: 0 }
  }

  isBehind(peer: Peer): boolean {
    return (this.#readers.get(peer)?.behind ?? null) !== null
  }

  /**
   * Sends one that is behind what it lacks, as far as it takes it now. The document must hold
   * nothing that is not on disk.
   * @returns false where what it lacks cannot be told before the document was read
   */
  bringUpToDate(peer: Peer): boolean {
    const reader = this.#readers.get(peer)
    if (!reader) return true
    for (
      let { behind } = reader;
      behind && peer.waiting <= this.#limits.slowPresenceBytes;
      behind = reader.behind
    ) {
      const part = behind.parts[behind.next]
      if (part) {
        behind.next += 1
        peer.send(part)
        continue
      }
      const lack = this.#answers.since(behind.since)
      if (!lack) return false
      if (lack.tag === 'parts') {
        behind.parts = lack.parts
        behind.next = 0
        behind.since = lack.until
      } else {
        reader.behind = null
        peer.send(behind.asked ? lack.asAnswer : lack.asUpdate)
      }
    }
    return true
  }

  #takes(reader: Reader, update: Wire, before: () => Uint8Array): boolean {
    if (reader.behind) return false
    const { waiting } = reader.peer
    const { slowUpdatesBytes, slowCloseBytes } = this.#limits
    if (waiting <= slowUpdatesBytes && waiting + update.length <= slowCloseBytes) return true
    reader.behind = { since: before(), asked: false, parts: [], next: 0 }
    return false
  }

  /** Undefined for one who reads too slowly, and for one to whom it would tell only of themselves. */
  #presenceFor(reader: Reader, presence: PresenceNews): Wire | undefined {
    if (reader.peer.waiting > this.#limits.slowPresenceBytes) {
      reader.missedPresence = true
      return undefined
    }
    if (!reader.missedPresence) return presence.for(reader.peer)
    reader.missedPresence = false
    return this.#presence.everything().for(reader.peer)
  }
}

/** One piece where that is cheap; none of nothing. */
function join(pieces: readonly (Wire | null | undefined)[]): readonly Wire[] {
  const wires = pieces.filter((piece) => piece !== null && piece !== undefined)
  const size = wires.reduce((sum, { length }) => sum + length, 0)
  return wires.length > 1 && size <= JOIN_BYTES ? [Buffer.concat(wires)] : wires
}
