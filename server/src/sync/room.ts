import { setTimeout as pause } from 'node:timers/promises'
import type { Authorship } from '@dateline/shared/facts/status'
import { CLOSE } from '@dateline/shared/sync/close-codes'
import * as Y from 'yjs'
import { replay, weight } from '../store/replay.ts'
import type { Added } from '../store/shared-log.ts'
import type { Append, StoredStory } from '../store/update-store.ts'
import { acknowledgements } from './ack-wire.ts'
import { Admission } from './admission.ts'
import { Arrivals } from './arrivals.ts'
import { FactAuthors } from './fact-authors.ts'
import { updateFrame } from './frames.ts'
import type { Decoded, Refusal, Writer } from './guard.ts'
import { LogPosition } from './log-position.ts'
import type { Opening } from './opening.ts'
import type { Peer } from './peer.ts'
import { PresenceLane } from './presence-lane.ts'
import { Presence } from './presence.ts'
import { readInParts } from './read-in-parts.ts'
import { Readers, type ReaderLimits } from './readers.ts'
import { RecentDeletions, type Decisions, type HeldBack } from './recent-deletions.ts'
import { StateAnswers } from './state-answers.ts'
import type { Ticker, Ticking } from './ticker.ts'
import { applyWatchingFacts } from './touched-facts.ts'
import { framed, type Wire } from './wire.ts'

/** `broken`: the store refused a write, so what is in memory is more than what is on disk. */
type RoomState = 'open' | 'draining' | 'closed' | 'broken'

interface Waiting {
  readonly update: Uint8Array
  readonly decoded: Decoded
  readonly writer: Writer
  readonly peer: Peer | null
}

/** What was taken from the inbox and is on its way to the disk. */
interface Tick {
  readonly update: Uint8Array | null
  /** The document's clocks before it. */
  readonly before: Map<number, number>
  /** Who wrote, and how many of their messages were taken in by then. */
  readonly counts: ReadonlyMap<Peer, number>
  /** When the first of it came in. */
  readonly since: number
  /** Whose words alone it holds, if they are one person's at one socket. */
  readonly author: Peer | undefined
}

export interface RoomEvents {
  committed(room: Room): void
  peopleChanged(room: Room): void
  /** Who made or last edited a fact changed, or somebody wrote here for the first time. */
  authorsChanged(room: Room): void
  broke(room: Room, error: unknown): void
  /** So long it took from the first edit of a tick to its acknowledgement; ms. */
  acknowledged?(ms: number): void
  /** What another node wrote was taken in. */
  changedElsewhere?(room: Room): void
  /** Another node wrote before us what we have not heard of. */
  fellBehind?(room: Room): void
  /** The story began a new epoch under a room of the old one. */
  outlived?(room: Room): void
  /** Somebody's presence here changed. */
  moved?(room: Room, peer: Peer, payload: Uint8Array): void
  left?(room: Room, peer: Peer): void
  /** A deletion was not let in: it is a person's to decide (rule H3). */
  held?(room: Room, held: Held): void
}

export interface Held extends HeldBack {
  readonly userId: string
  readonly update: Uint8Array
}

export interface RoomLimits extends ReaderLimits {
  readonly maxDocumentBytes: number
  /** Above this, and in parts of this size, a document is sent and read bit by bit; PART_BYTES. */
  readonly partBytes?: number
}

/** So long a document is not read where whoever comes is sent all they need as it lies on disk. */
const READ_WITHIN_MS = 1_000

/** A few readers are told every 5 ms at most, a thousand every 100 ms: each costs a write. */
const READERS_PER_MS = 10
const [MIN_WINDOW_MS, MAX_WINDOW_MS] = [5, 100]

/**
 * One story, live in memory (rules Y1–Y10, docs/rules/sync.md). Invariant: nothing is broadcast or
 * acknowledged before the store has it, so a crash loses only what nobody saw and nobody was told
 * was saved. A long document is read when it is needed, bit by bit (`read`): until it is there,
 * whoever has nothing of it is answered from its opening (U11), and what is written waits.
 */
export class Room implements Ticking {
  readonly storyId: string
  /** The document's line of life, and what was lost of it (rules U5, U10). */
  readonly epoch: string
  readonly lost: StoredStory['lost']
  readonly doc: Y.Doc
  readonly presence = new Presence()
  readonly #ticker: Ticker
  readonly #events: RoomEvents
  readonly #limits: RoomLimits
  readonly #admission: Admission
  readonly #deletions: RecentDeletions
  readonly #answers: StateAnswers
  readonly #readers: Readers
  readonly #lane: PresenceLane
  readonly #arrivals: Arrivals
  readonly #factAuthors: FactAuthors
  readonly #position: LogPosition
  #state: RoomState = 'open'
  #inbox: Waiting[] = []
  #inboxSince = 0
  /** How many times the inbox was taken, and how many of those are on disk. */
  #ticks = 0
  #settledTicks = 0
  #tookAt = -Infinity
  #inFlight: Tick | null = null
  #merged: { update: Uint8Array; before: Map<number, number> } | null = null
  #afterTick: (() => void)[] = []
  /** What is on disk and not in the document yet. */
  #unread: { readonly stored: StoredStory; readonly opening: Opening } | null = null
  readonly #needed = Promise.withResolvers<void>()
  #documentBytes: number
  #authorsNews = false

  constructor(
    storyId: string,
    stored: StoredStory,
    ticker: Ticker,
    events: RoomEvents,
    limits: RoomLimits,
    opening?: Opening,
  ) {
    this.storyId = storyId
    this.epoch = stored.epoch
    this.#ticker = ticker
    this.#events = events
    this.#limits = limits
    this.#factAuthors = new FactAuthors(stored.authorship)
    this.#position = new LogPosition(stored.seq)
    this.lost = stored.lost
    this.#documentBytes = weight(stored)
    this.doc = new Y.Doc()
    if (opening) this.#unread = { stored, opening }
    else {
      replay(this.doc, stored)
      this.#listen()
    }
    this.#admission = new Admission(this.doc, this.presence, stored.claims)
    this.#deletions = new RecentDeletions(this.doc, (client) => this.writerOf(client))
    const { updates } = stored
    this.#answers = new StateAnswers(this.doc, opening && { opening, updates }, limits.partBytes)
    this.#readers = new Readers(limits, this.#answers, this.presence)
    this.#arrivals = new Arrivals(this.#readers, this.#answers, (peer) => this.catchUp(peer))
    this.#lane = new PresenceLane(() => this.#sendPresence())
  }

  get state(): RoomState {
    return this.#state
  }
  get seq(): number {
    return this.#position.seq
  }
  get upTo(): number {
    return this.#position.upTo
  }
  get authorship(): ReadonlyMap<string, Authorship> {
    return this.#factAuthors.all
  }
  /** User ids of everybody who ever wrote here, by first appearance. */
  get authors(): readonly string[] {
    return this.#admission.authors
  }
  /** Whose a Yjs client is, as it was claimed at first sight (rule Y5). */
  writerOf(client: number): string | undefined {
    return this.#admission.writerOf(client)
  }
  get peers(): readonly Peer[] {
    return [...this.#readers.peers()]
  }
  /** How many sockets are open here. */
  get size(): number {
    return this.#readers.size
  }
  get isIdle(): boolean {
    return this.size === 0 && this.#inbox.length === 0 && !this.#inFlight
  }

  get isRead(): boolean {
    return this.#unread === null
  }

  /** Calls back once the document is there; not where it never comes. */
  whenRead(act: () => void): void {
    if (this.isRead) return act()
    this.#afterTick.push(act)
    this.readNow()
  }

  /** Somebody needs more than lies on disk. */
  readNow(): void {
    this.#needed.resolve()
  }

  /**
   * Reads the document, with turns for everybody else in between.
   * @param isAwaited what lies on disk may be all that is asked for: it is not read until more is
   * @param turn resolves when the next bit may be read
   * @throws when it cannot be read; everybody is sent away
   */
  async read(isAwaited: boolean, turn: () => Promise<void>): Promise<void> {
    if (!this.#unread) return
    const { stored, opening } = this.#unread
    const idle = () => pause(READ_WITHIN_MS, undefined, { ref: false })
    if (isAwaited) await Promise.race([this.#needed.promise, idle()])
    try {
      await readInParts(this.doc, opening, stored.updates, turn, this.#limits.partBytes)
    } catch (error) {
      this.#state = 'closed'
      this.#closeAll(CLOSE.roomClosing)
      throw error
    }
    this.#listen()
    this.#unread = null
    this.#answers.wasRead()
    this.#runAfterTick()
  }

  /**
   * Lets a peer in and asks what it has. What it is then sent is on disk.
   * @param state what it says it has (rule Y22)
   */
  join(peer: Peer, state: string | null = null): void {
    if (this.#state !== 'open') return peer.close(CLOSE.roomClosing)
    this.#readers.add(peer)
    const greet = () => this.#whenSettled(() => this.#greet(peer, state))
    if (state === null) greet()
    else {
      this.#arrivals.expect(peer)
      this.whenRead(greet)
    }
    if (this.#unread) this.answerPresence(peer) // the greeting may be a second away
    this.#peopleChanged()
  }

  leave(peer: Peer): void {
    if (!this.#readers.remove(peer)) return
    this.#arrivals.forget(peer)
    if (this.presence.leave(peer, performance.now())) this.#presenceChanged()
    this.#events.left?.(this, peer)
    this.#peopleChanged()
  }

  /**
   * A peer's sync step 1: answers with what it lacks, once everything it would see is on disk. One
   * that has not read its last answers yet is brought up to date when it has.
   * @throws when the state vector is malformed
   */
  answer(peer: Peer, stateVector: Uint8Array): void {
    Y.decodeStateVector(stateVector) // now, for its sender to answer for, and not after the tick
    this.#arrivals.answer(peer, stateVector.slice())
  }

  /** A peer's sync step 2 or update. A refusal closes that socket; the room lives on (Y8). */
  receive(peer: Peer, update: Uint8Array): void {
    if (this.#state !== 'open') return peer.close(CLOSE.roomClosing)
    if (this.#unread) return this.whenRead(() => this.receive(peer, update))
    const writer = { userId: peer.user.id, canWrite: peer.canWrite }
    const refusal = this.#admit(update, writer, peer)
    if (refusal) return peer.close(refusal)
    this.#readers.countUp(peer)
  }

  /** A peer's awareness message. @throws when it is malformed */
  receivePresence(peer: Peer, payload: Uint8Array): void {
    if (!this.presence.receive(peer, payload, performance.now())) return
    this.#presenceChanged()
    this.#events.moved?.(this, peer, payload)
  }

  /** "Who is here?" */
  answerPresence(peer: Peer): void {
    const everybody = this.presence.all()?.for(peer)
    if (everybody) peer.send(everybody)
  }

  /** Repeats presence that clients would else forget; call every few seconds. */
  renewPresence(): void {
    if (this.presence.renew(performance.now())) this.#presenceChanged()
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

  /** What is known of the deletions that were held back here (rule H7). */
  setDecisions(decisions: Decisions): void {
    this.#deletions.setDecisions(decisions)
  }

  /** Sends to everybody who speaks our additions. */
  sendToOurs(message: Uint8Array): void {
    this.#readers.sendToOurs(framed(message))
  }

  /** Sends a reader that is behind what it lacks, as far as it takes it now. */
  catchUp(peer: Peer): void {
    if (!this.#readers.isBehind(peer)) return
    if (this.#unread && !this.#readers.bringUpToDate(peer)) this.readNow()
    this.#whenSettled(() => this.#readers.bringUpToDate(peer))
  }

  // ── other nodes ────────────────────────────────────────────────────────────────────────────────

  /** Does the document hold exactly what is on disk up to this number? */
  isAt(seq: number): boolean {
    return this.#state === 'open' && this.seq === seq && !this.#inFlight
  }

  /** What others wrote, in the order of its numbers, as far as it is not here yet (rule N5). */
  addFromElsewhere(added: Added): void {
    this.#position.hear(added.seq)
    this.readNow()
    this.#whenSettled(() => this.#add(added))
  }

  beginAnew(): void {
    this.#events.outlived?.(this)
  }

  /** Somebody at another node moved. @throws when their message is malformed */
  seeElsewhere(peer: Peer, payload: Uint8Array): void {
    if (this.presence.receive(peer, payload, performance.now())) this.#presenceChanged()
  }

  forgetElsewhere(peer: Peer): void {
    if (this.presence.leave(peer, performance.now())) this.#presenceChanged()
  }

  // ── Ticking ────────────────────────────────────────────────────────────────────────────────────

  get dueAt(): number {
    const window = Math.min(MAX_WINDOW_MS, Math.max(MIN_WINDOW_MS, this.size / READERS_PER_MS))
    return this.#tookAt + window
  }

  take(at: number): Append | null {
    const inbox = this.#inbox
    this.#inbox = []
    this.#ticks += 1
    this.#tookAt = performance.now()
    this.#merged = null
    const author = this.#soleAuthor(inbox)
    const counts = new Map<Peer, number>()
    const touched = new Map<string, Authorship>()
    const authors = new Set<string>()
    this.doc.transact(() => {
      for (const { update, decoded, writer, peer } of inbox) {
        if (peer) counts.set(peer, this.#readers.received(peer))
        authors.add(writer.userId)
        for (const factId of this.#apply(update, decoded, peer)) {
          touched.set(factId, this.#attribute(factId, writer.userId, at))
        }
      }
    })
    const { update: merged, before } = this.#takeMerged()
    this.#inFlight = { update: merged, before, counts, author, since: this.#inboxSince }
    const update = this.#toStore(inbox, merged)
    if (!update) return null
    const claims = this.#admission.takeNewClaims()
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
    if (seq !== null) this.#position.wrote(seq)
    if (tick) this.#tell(tick, at)
    this.#runAfterTick()
    if (tick?.update) this.#events.committed(this)
    this.#tellAuthors()
    if (this.#position.hasGap) this.#events.fellBehind?.(this)
  }

  fail(error: unknown): void {
    this.#inFlight = null
    this.#inbox = []
    this.#state = 'broken'
    // Before anything that waited is let go: it must not show what is not saved.
    this.#closeAll(CLOSE.notSaved)
    this.#runAfterTick()
    this.#events.broke(this, error)
  }

  /** Writes what waits, then lets everybody go. Safe to call twice. */
  async drain(why: (typeof CLOSE)['restart' | 'roomClosing']): Promise<void> {
    if (this.#state === 'open') {
      this.#state = 'draining'
      await this.settled().catch(() => undefined) // `broken` already told everybody
    }
    this.#closeAll(why)
    this.#state = this.#state === 'broken' ? 'broken' : 'closed'
    this.doc.destroy()
  }

  // ── private ────────────────────────────────────────────────────────────────────────────────────

  /** From now on: of every transaction that is listened to, Yjs encodes an update. */
  #listen(): void {
    this.doc.on('update', (update: Uint8Array, _origin, _doc, { beforeState }: Y.Transaction) => {
      this.#merged = { update, before: beforeState }
    })
  }

  #greet(peer: Peer, state: string | null): void {
    if (!this.#readers.has(peer)) return
    this.#arrivals.greet(peer, state)
    this.answerPresence(peer)
  }

  #admit(update: Uint8Array, writer: Writer, peer: Peer | null): Refusal | undefined {
    const room = this.#limits.maxDocumentBytes - this.#documentBytes
    const result = this.#admission.admit(update, writer, peer, room)
    if (!result.ok) return result.error
    const held =
      peer && this.#deletions.look(update, result.value, writer.userId, performance.now())
    if (held) {
      this.#events.held?.(this, { ...held, userId: writer.userId, update: update.slice() })
      return CLOSE.massDeletion
    }
    if (this.#inbox.length === 0) this.#inboxSince = performance.now()
    this.#inbox.push({ update, decoded: result.value, writer, peer })
    this.#ticker.schedule(this)
    return undefined
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

  #takeMerged(): { update: Uint8Array | null; before: Map<number, number> } {
    const merged = this.#merged
    this.#merged = null
    if (merged) this.#answers.changed(merged.update)
    return merged ?? { update: null, before: new Map() }
  }

  /** Not where it may set free what waited for it, which somebody else wrote. */
  #soleAuthor(inbox: readonly Waiting[]): Peer | undefined {
    const peer = inbox[0]?.peer
    if (!peer || this.doc.store.pendingStructs || this.doc.store.pendingDs) return undefined
    return inbox.every((waiting) => waiting.peer === peer) ? peer : undefined
  }

  /**
   * The transaction's own update, and beside it any raw update of which Yjs holds a part back until
   * items that came late arrive: those are acknowledged too, so they must be on disk.
   */
  #toStore(inbox: readonly Waiting[], merged: Uint8Array | null): Uint8Array | null {
    const raw = this.doc.store.pendingStructs ?? this.doc.store.pendingDs
    if (!raw) return merged
    this.#answers.changed()
    const updates = inbox.map(({ update }) => update)
    if (merged) updates.push(merged)
    return updates.length > 0 ? Y.mergeUpdates(updates) : null
  }

  #add({ updates, seq, claims, authorship }: Added): void {
    if (this.#state === 'closed' || this.#state === 'broken') return
    this.#merged = null
    this.doc.transact(() => {
      for (const one of updates) {
        if (one.seq > this.seq) Y.applyUpdate(this.doc, one.update, this)
      }
    })
    const { update, before } = this.#takeMerged()
    this.#answers.changed() // also by what Yjs holds back
    for (const one of updates) {
      if (one.seq > this.seq) this.#documentBytes += one.update.byteLength
    }
    this.#admission.learn(claims)
    this.#factAuthors.learn(authorship)
    if (claims.size + authorship.size > 0) this.#authorsNews = true
    this.#position.take(seq)
    if (update) {
      this.#readers.tell({
        update: framed(updateFrame(update)),
        author: undefined,
        before: () => Y.encodeStateVector(before),
        presence: undefined,
        acks: new Map(),
      })
      this.#events.changedElsewhere?.(this)
    }
    this.#tellAuthors()
  }

  #tellAuthors(): void {
    if (!this.#authorsNews) return
    this.#authorsNews = false
    this.#events.authorsChanged(this)
  }

  #attribute(factId: string, userId: string, at: number): Authorship {
    const { now, isNews } = this.#factAuthors.touch(factId, userId, at)
    if (isNews) this.#authorsNews = true
    return now
  }

  #tell({ update, before, counts, author, since }: Tick, at: number): void {
    const ack = acknowledgements(at)
    const acks = new Map<Peer, Wire>()
    for (const [peer, count] of counts) if (peer.ours) acks.set(peer, ack(count))
    const now = performance.now()
    const presence = this.#lane.isDue(this.size, now) ? this.presence.flush(now) : undefined
    if (presence) this.#lane.sent(now)
    this.#readers.tell({
      update: update && framed(updateFrame(update)),
      author,
      before: () => Y.encodeStateVector(before),
      presence,
      acks,
    })
    if (counts.size > 0) this.#events.acknowledged?.(performance.now() - since)
  }

  /** Nobody asks of a room that is not there yet; who is in it by then is told at once. */
  #peopleChanged(): void {
    if (this.isRead) this.#events.peopleChanged(this)
  }

  #presenceChanged(): void {
    this.#lane.schedule(this.size, this.#inbox.length > 0)
  }

  #sendPresence(): void {
    const now = performance.now()
    const presence = this.presence.flush(now)
    this.#lane.sent(now)
    if (presence) this.#readers.tellPresence(presence)
  }

  #closeAll(why: Parameters<Peer['close']>[0]): void {
    for (const peer of this.peers) peer.close(why)
    this.#readers.clear()
    this.#lane.stop()
  }

  #whenSettled(act: () => void): void {
    if (this.#inFlight || this.#unread) this.#afterTick.push(act)
    else act()
  }

  #runAfterTick(): void {
    const acts = this.#afterTick
    this.#afterTick = []
    for (const act of acts) act()
  }
}
