import type { Authorship } from '@dateline/shared/facts/status'
import { CLOSE } from '@dateline/shared/sync/close-codes'
import { encodeMessage } from '@dateline/shared/sync/protocol'
import * as Y from 'yjs'
import { replay, weight } from '../store/replay.ts'
import type { Append, StoredStory } from '../store/update-store.ts'
import { awarenessFrame, stepOneFrame, stepTwoFrame, updateFrame } from './frames.ts'
import { guard, MAX_STEPS, type Decoded, type Refusal, type Writer } from './guard.ts'
import type { Peer } from './peer.ts'
import { Presence } from './presence.ts'
import { RateLimit } from './rate-limit.ts'
import type { Ticker, Ticking } from './ticker.ts'
import { applyWatchingFacts } from './touched-facts.ts'

/** `broken`: the store refused a write, so what is in memory is more than what is on disk. */
type RoomState = 'open' | 'draining' | 'closed' | 'broken'

interface Waiting {
  readonly update: Uint8Array
  readonly decoded: Decoded
  readonly writer: Writer
  readonly peer: Peer | null
}

export interface RoomEvents {
  committed(room: Room): void
  peopleChanged(room: Room): void
  /** Who made or last edited a fact changed, or somebody wrote here for the first time. */
  authorsChanged(room: Room): void
  broke(room: Room, error: unknown): void
}

export interface RoomLimits {
  readonly maxDocumentBytes: number
  /** Waiting bytes above which a reader gets no more presence, and no more updates. */
  readonly slowPresenceBytes: number
  readonly slowUpdatesBytes: number
}

/**
 * One story, live in memory (rules Y1–Y10, docs/rules/sync.md). Invariant: nothing is broadcast or
 * acknowledged before the store has it, so a crash loses only what nobody saw and nobody was told
 * was saved. Loaded before it exists, so there is no half-loaded room to guard against.
 */
export class Room implements Ticking {
  readonly storyId: string
  readonly doc: Y.Doc
  readonly presence = new Presence()
  readonly #ticker: Ticker
  readonly #events: RoomEvents
  readonly #limits: RoomLimits
  readonly #claims: Map<number, string>
  readonly #authorship: Map<string, Authorship>
  readonly #peers = new Set<Peer>()
  /** Update-bearing messages taken in from each, since its socket opened. */
  readonly #received = new Map<Peer, number>()
  /** What each may still cost: a burst of one update of the largest cost that is let in (Y18). */
  readonly #effort = new WeakMap<Peer, RateLimit>()
  readonly #behind = new Map<Peer, Uint8Array>()
  #state: RoomState = 'open'
  #inbox: Waiting[] = []
  /** How many times the inbox was taken, and how many of those are on disk. */
  #ticks = 0
  #settledTicks = 0
  #inFlight: { update: Uint8Array | null; from: Set<Peer>; counts: Map<Peer, number> } | null = null
  #merged: Uint8Array | null = null
  #afterTick: (() => void)[] = []
  #newClaims: { clientId: number; userId: string }[] = []
  #documentBytes: number
  #stateBefore: Uint8Array | null = null
  #authorsNews = false
  #seq: number

  constructor(
    storyId: string,
    stored: StoredStory,
    ticker: Ticker,
    events: RoomEvents,
    limits: RoomLimits,
  ) {
    this.storyId = storyId
    this.#ticker = ticker
    this.#events = events
    this.#limits = limits
    this.#claims = new Map(stored.claims)
    this.#authorship = new Map(stored.authorship)
    this.#seq = stored.seq
    this.#documentBytes = weight(stored)
    this.doc = new Y.Doc()
    replay(this.doc, stored)
    this.doc.on('update', (update: Uint8Array) => (this.#merged = update))
  }

  get state(): RoomState {
    return this.#state
  }
  get seq(): number {
    return this.#seq
  }
  get authorship(): ReadonlyMap<string, Authorship> {
    return this.#authorship
  }
  /** User ids of everybody who ever wrote here, by first appearance. */
  get authors(): readonly string[] {
    return [...new Set(this.#claims.values())]
  }
  get peers(): ReadonlySet<Peer> {
    return this.#peers
  }
  get isIdle(): boolean {
    return this.#peers.size === 0 && this.#inbox.length === 0 && !this.#inFlight
  }

  /** Lets a peer in and asks what it has. What it is then sent is on disk. */
  join(peer: Peer): void {
    if (this.#state !== 'open') return peer.close(CLOSE.roomClosing)
    this.#peers.add(peer)
    this.#received.set(peer, 0)
    this.#whenSettled(() => {
      if (!this.#peers.has(peer)) return
      peer.send(stepOneFrame(Y.encodeStateVector(this.doc)))
      const everybody = this.presence.all()
      if (everybody) peer.send(awarenessFrame(everybody))
    })
    this.#events.peopleChanged(this)
  }

  leave(peer: Peer): void {
    if (!this.#peers.delete(peer)) return
    this.#received.delete(peer)
    this.#behind.delete(peer)
    if (this.presence.leave(peer)) this.sendPresence()
    this.#events.peopleChanged(this)
  }

  /**
   * A peer's sync step 1: answers with what it lacks, once everything it would see is on disk. One
   * that has not read its last answers yet is brought up to date when it has.
   * @throws when the state vector is malformed
   */
  answer(peer: Peer, stateVector: Uint8Array): void {
    Y.decodeStateVector(stateVector) // now, for its sender to answer for, and not after the tick
    this.#whenSettled(() => {
      if (!this.#peers.has(peer)) return
      if (peer.waiting > this.#limits.slowUpdatesBytes) this.#behind.set(peer, stateVector.slice())
      else peer.send(stepTwoFrame(Y.encodeStateAsUpdate(this.doc, stateVector)))
    })
  }

  /** A peer's sync step 2 or update. A refusal closes that socket; the room lives on (Y8). */
  receive(peer: Peer, update: Uint8Array): void {
    if (this.#state !== 'open') return peer.close(CLOSE.roomClosing)
    const writer = { userId: peer.user.id, canWrite: peer.canWrite }
    const refusal = this.#admit(update, writer, peer)
    if (refusal) return peer.close(refusal)
    this.#received.set(peer, (this.#received.get(peer) ?? 0) + 1)
  }

  /**
   * A write by the server on a person's behalf; passes the same guard.
   * @returns when it is on disk and was sent @throws when it was refused or could not be stored
   */
  async submit(userId: string, update: Uint8Array): Promise<void> {
    if (this.#state !== 'open') throw new Error(`Story ${this.storyId} is being closed.`)
    const refusal = this.#admit(update, { userId, canWrite: true }, null)
    if (refusal)
      throw new Error(`The write to story ${this.storyId} was refused: ${refusal.reason}.`)
    await this.settled()
  }

  /**
   * Resolves once everything taken in before this call is on disk, and the document holds nothing
   * that is not; rejects when that cannot be. What arrives meanwhile is not waited for, so a story
   * in which people never stop typing can still be read.
   */
  async settled(): Promise<void> {
    const last = this.#ticks + (this.#inbox.length > 0 ? 1 : 0)
    while (this.#state !== 'broken' && (this.#settledTicks < last || this.#inFlight)) {
      await new Promise<void>((resolve) => {
        this.#afterTick.push(resolve)
        this.#ticker.schedule(this)
      })
    }
    if (this.#state === 'broken') throw new Error(`Story ${this.storyId} could not be saved.`)
  }

  /** Sends what changed in presence; slow readers are left out. */
  sendPresence(): void {
    const payload = this.presence.flush()
    if (!payload) return
    const frame = awarenessFrame(payload)
    for (const peer of this.#peers) {
      if (peer.waiting <= this.#limits.slowPresenceBytes) peer.send(frame)
    }
  }

  /** Sends to everybody who speaks our additions. */
  sendToOurs(frame: Uint8Array): void {
    for (const peer of this.#peers) if (peer.ours) peer.send(frame)
  }

  /** Brings a reader that was too slow up to date with one message. */
  catchUp(peer: Peer): void {
    const since = this.#behind.get(peer)
    if (!since) return
    this.#whenSettled(() => {
      if (this.#peers.has(peer) && this.#behind.delete(peer))
        peer.send(updateFrame(Y.encodeStateAsUpdate(this.doc, since)))
    })
  }

  // ── Ticking ────────────────────────────────────────────────────────────────────────────────────

  take(at: number): Append | null {
    const inbox = this.#inbox
    this.#inbox = []
    this.#ticks += 1
    const from = new Set<Peer>()
    this.#merged = null
    this.#stateBefore = this.#hasSlowReader() ? Y.encodeStateVector(this.doc) : null
    const touched = new Map<string, Authorship>()
    const authors = new Set<string>()
    this.doc.transact(() => {
      for (const { update, decoded, writer, peer } of inbox) {
        if (peer) from.add(peer)
        authors.add(writer.userId)
        for (const factId of this.#apply(update, decoded, peer)) {
          touched.set(factId, this.#attribute(factId, writer.userId, at))
        }
      }
    })
    const update = this.#toStore(inbox)
    const counts = new Map([...from].map((peer) => [peer, this.#received.get(peer) ?? 0]))
    this.#inFlight = { update: this.#merged, from, counts }
    if (!update) return null
    const claims = this.#newClaims
    this.#newClaims = []
    if (claims.length > 0) this.#authorsNews = true
    this.#documentBytes += update.byteLength
    return {
      storyId: this.storyId,
      update,
      authors: [...authors],
      claims,
      authorship: [...touched].map(([factId, authorship]) => ({ factId, authorship })),
    }
  }

  settle(seq: number | null, at: number): void {
    const tick = this.#inFlight
    this.#inFlight = null
    this.#settledTicks = this.#ticks
    if (seq !== null) this.#seq = seq
    if (tick?.update) this.#broadcast(updateFrame(tick.update), tick.from)
    for (const [peer, count] of tick?.counts ?? []) this.#acknowledge(peer, count, at)
    this.#runAfterTick()
    if (tick?.update) this.#events.committed(this)
    if (this.#authorsNews) {
      this.#authorsNews = false
      this.#events.authorsChanged(this)
    }
  }

  fail(error: unknown): void {
    this.#inFlight = null
    this.#inbox = []
    this.#state = 'broken'
    for (const peer of this.#peers) peer.close(CLOSE.notSaved)
    this.#peers.clear() // before anything that waited is let go: it must not show what is not saved
    this.#runAfterTick()
    this.#events.broke(this, error)
  }

  /** Writes what waits, then lets everybody go. Safe to call twice. */
  async drain(why: (typeof CLOSE)['restart' | 'roomClosing']): Promise<void> {
    if (this.#state === 'open') {
      this.#state = 'draining'
      await this.settled().catch(() => undefined) // `broken` already told everybody
    }
    for (const peer of this.#peers) peer.close(why)
    this.#peers.clear()
    this.#state = this.#state === 'broken' ? 'broken' : 'closed'
    this.doc.destroy()
  }

  // ── private ────────────────────────────────────────────────────────────────────────────────────

  #admit(update: Uint8Array, writer: Writer, peer: Peer | null): Refusal | undefined {
    const room = this.#limits.maxDocumentBytes - this.#documentBytes
    const owners = { get: (client: number) => this.#ownerFor(writer.userId, client) }
    const result = guard(update, writer, this.doc, owners, room)
    if (!result.ok) return result.error
    if (peer && !this.#canAfford(peer, result.value.cost)) return CLOSE.tooFast
    for (const clientId of result.value.claims) {
      this.#claims.set(clientId, writer.userId)
      this.#newClaims.push({ clientId, userId: writer.userId })
    }
    this.#inbox.push({ update, decoded: result.value.decoded, writer, peer })
    this.#ticker.schedule(this)
    return undefined
  }

  /** Whose a client id is; one that somebody else shows as theirs is not for this writer to take. */
  #ownerFor(userId: string, client: number): string | undefined {
    const present = this.presence.ownerOf(client)
    return this.#claims.get(client) ?? (present === userId ? undefined : present)
  }

  #canAfford(peer: Peer, cost: number): boolean {
    if (cost === 0) return true
    const effort = this.#effort.get(peer) ?? new RateLimit(MAX_STEPS / 2)
    this.#effort.set(peer, effort)
    return effort.take(performance.now(), cost)
  }

  /** Should Yjs choke on what the guard let in, its sender is let go for good; then the room breaks. */
  #apply(update: Uint8Array, decoded: Decoded, peer: Peer | null): ReadonlySet<string> {
    try {
      return applyWatchingFacts(this.doc, update, decoded, this)
    } catch (error) {
      peer?.close(CLOSE.badMessage)
      throw error
    }
  }

  /**
   * The transaction's own update, and beside it any raw update of which Yjs holds a part back until
   * items that came late arrive: those are acknowledged too, so they must be on disk.
   */
  #toStore(inbox: readonly Waiting[]): Uint8Array | null {
    const raw = this.doc.store.pendingStructs ?? this.doc.store.pendingDs
    if (!raw) return this.#merged
    const updates = inbox.map(({ update }) => update)
    if (this.#merged) updates.push(this.#merged)
    return updates.length > 0 ? Y.mergeUpdates(updates) : null
  }

  #attribute(factId: string, userId: string, at: number): Authorship {
    const had = this.#authorship.get(factId)
    if (had?.lastEditedBy !== userId) this.#authorsNews = true
    const now = { createdBy: had?.createdBy ?? userId, lastEditedBy: userId, lastEditedAt: at }
    this.#authorship.set(factId, now)
    return now
  }

  #broadcast(frame: Uint8Array, from: ReadonlySet<Peer>): void {
    const only = from.size === 1 ? [...from][0] : undefined // its own words come back to nobody
    for (const peer of this.#peers) {
      if (peer === only || this.#behind.has(peer)) continue
      if (this.#stateBefore && peer.waiting > this.#limits.slowUpdatesBytes) {
        this.#behind.set(peer, this.#stateBefore)
      } else {
        peer.send(frame)
      }
    }
  }

  #acknowledge(peer: Peer, count: number, at: number): void {
    if (!peer.ours || !this.#peers.has(peer)) return
    peer.send(encodeMessage({ kind: 'ack', count, at }))
  }

  #hasSlowReader(): boolean {
    for (const peer of this.#peers) if (peer.waiting > this.#limits.slowUpdatesBytes) return true
    return false
  }

  #whenSettled(act: () => void): void {
    if (this.#inFlight) this.#afterTick.push(act)
    else act()
  }

  #runAfterTick(): void {
    const acts = this.#afterTick
    this.#afterTick = []
    for (const act of acts) act()
  }
}
