import { CLOSE } from '@dateline/shared/sync/close-codes'
import { awarenessEntries } from './awareness-entries.ts'
import type { Peer, PeerUser } from './peer.ts'
import { PresenceNews, type Told } from './presence-news.ts'
import { Seats } from './presence-seats.ts'

/** One socket's place in the story. */
interface Cursor {
  readonly client: number
  readonly peer: Peer
  /** The client's own counter: an older message must not undo a newer one. */
  theirs: number
  /** The state as it came: UTF-8 JSON, a character a byte, which holds least. */
  raw: string
  activeAt: number
  isSeated: boolean
  /** Told of, or about to be: one of those a screen can name. */
  isNamed: boolean
  /** How many messages there had been when it was last sent, and when that was; 0 before that. */
  sentAs: number
  sentAt: number
}

/** One person's state larger than this is not a cursor. */
const MAX_STATE = 16 * 1024 // bytes
/** A socket has one cursor; it may take another client id, but not go through them. */
const MAX_CURSORS = 10
/** Above so many people only those in a seat are shown where they are; and until so few again. */
const CROWD = 100
const CROWD_OVER = 90
/** Of a crowd so many are named at all, and so many at once to one who comes. */
const NAMED = 500
const NAMED_AT_ONCE = 100
/** Newcomers of a crowd are told of together. */
const ROSTER_MS = 2_000
/** Who comes within so long is told the same. */
const TOGETHER_MS = 50
/** Clients forget a state that was not repeated for 30 s. */
const RENEW_MS = 20_000

const NULL = new TextEncoder().encode('null')
const OBJECT = '{'.charCodeAt(0)

/**
 * Who is where in one story: the newest state per client id, stamped with the identity of the
 * session it came from (rules Y9, Y10). A client speaks only for itself: a stock client repeats
 * what it hears of others, and that is passed over. What a client repeats of itself is not passed
 * on either; the server repeats, to all at once and seldom.
 *
 * The counter sent on is ours and only ever grows, also over a restart and from one node to another,
 * because it is the time, and the newest for whoever comes: so somebody who drops out and comes back
 * with an older counter is seen again at once, whoever comes from a node that told of later things
 * sees everybody, a ghost cannot be, and nothing need be remembered of those who left.
 */
export class Presence {
  readonly #cursors = new Map<number, Cursor>()
  readonly #byPeer = new Map<Peer, Cursor>()
  /** To be told at the room's pace, and, in a crowd, with the next roster. */
  readonly #dirty = new Set<Cursor>()
  readonly #newcomers = new Set<Cursor>()
  /** Who left: to be told; and when and as what, for readers that were too slow to hear of it. */
  readonly #leaving = new Map<number, Cursor['sentAs']>()
  readonly #left = new Map<number, { clock: number; at: number }>()
  readonly #seats = new Seats<Cursor>()
  /** Of a socket that has given cursors up: how many, and as what it showed itself last. */
  readonly #before = new WeakMap<Peer, { had: number; client: number }>()
  readonly #clientOf = (peer: Peer) =>
    this.#byPeer.get(peer)?.client ?? this.#before.get(peer)?.client
  #isCrowd = false
  #named = 0
  #rosterAt = -Infinity
  /** What is sent under a counter: the time, as ms since the beginning, or one more than before. */
  readonly #startedAt: number
  #sent = 0
  #all: { news: PresenceNews; at: number } | undefined
  readonly #wall: () => number

  /** @param wall ms since epoch; the clocks of nodes on one database agree to a second or so */
  constructor(wall: () => number = Date.now) {
    this.#wall = wall
    this.#startedAt = wall()
  }

  /** How many people are shown. */
  get size(): number {
    return this.#cursors.size
  }

  /**
   * Takes an awareness message from a peer.
   * @param now ms, a steady clock
   * @returns whether there is something new to tell
   * @throws when it is malformed
   */
  receive(peer: Peer, payload: Uint8Array, now = performance.now()): boolean {
    let news = false
    for (const { client, clock, json } of awarenessEntries(payload)) {
      if (this.#take(peer, client, clock, json, now)) news = true
    }
    return news
  }

  /** Forgets a peer's cursor. @returns whether anybody needs to hear of it */
  leave(peer: Peer, now = performance.now()): boolean {
    const cursor = this.#byPeer.get(peer)
    if (!cursor) return false
    this.#remove(cursor, now)
    return true
  }

  /** Everything that is to be told now, to everybody. Undefined when nothing is. */
  flush(now = performance.now()): PresenceNews | undefined {
    this.#takeNewcomers(now)
    if (this.#dirty.size === 0 && this.#leaving.size === 0) return undefined
    const sent = this.#count()
    this.#all = undefined
    const told: Told[] = []
    for (const client of this.#leaving.keys()) told.push(gone(client, this.#clockOf(sent)))
    const broken: Peer[] = []
    for (const cursor of this.#dirty) {
      const json = this.#jsonOf(cursor)
      if (json) {
        cursor.sentAs = sent
        cursor.sentAt = Math.floor(now)
        told.push(this.#toldOf(cursor, json))
      } else {
        broken.push(cursor.peer)
      }
    }
    this.#dirty.clear()
    this.#leaving.clear()
    for (const peer of broken) peer.close(CLOSE.badMessage)
    return told.length > 0 ? new PresenceNews(told, this.#clientOf) : undefined
  }

  /** Has what was not repeated for long told again. Call every few seconds. @returns whether any */
  renew(now = performance.now()): boolean {
    for (const [client, { at }] of this.#left)
      if (now - at > 2 * RENEW_MS) this.#left.delete(client)
    for (const cursor of this.#cursors.values()) {
      if (!cursor.isNamed) this.#introduce(cursor)
      else if (cursor.sentAs !== 0 && now - cursor.sentAt >= RENEW_MS) this.#dirty.add(cursor)
    }
    return this.#dirty.size > 0 || this.#newcomers.size > 0
  }

  /** Whose cursor has this client id now. */
  ownerOf(client: number): string | undefined {
    return this.#cursors.get(client)?.peer.user.id
  }

  /**
   * Who is here, for one who just came or asks. Undefined when nobody is. Counted anew, so that it is
   * news also to one who comes from another node; made once for all who come together.
   */
  all(now = performance.now()): PresenceNews | undefined {
    if (this.#cursors.size === 0) return undefined
    if (!this.#all || now - this.#all.at >= TOGETHER_MS) {
      const sent = this.#count()
      for (const cursor of this.#cursors.values()) if (cursor.sentAs !== 0) cursor.sentAs = sent
      this.#all = { news: new PresenceNews(this.#present(), this.#clientOf), at: now }
    }
    return this.#all.news
  }

  /** The same, and who left lately, for one who read too slowly to be told. */
  everything(): PresenceNews {
    const isBack = (client: number) => (this.#cursors.get(client)?.sentAs ?? 0) !== 0
    const leavers = [...this.#left]
      .filter(([client]) => !isBack(client))
      .map(([client, { clock }]) => gone(client, clock))
    return new PresenceNews([...leavers, ...this.#present()], this.#clientOf)
  }

  // ── private ────────────────────────────────────────────────────────────────────────────────────

  #count(): number {
    this.#sent = Math.max(this.#sent + 1, this.#wall() - this.#startedAt)
    return this.#sent
  }

  #take(peer: Peer, client: number, clock: number, json: Uint8Array, now: number): boolean {
    if (json.length > MAX_STATE) return false
    const had = this.#cursors.get(client)
    if (had && had.peer !== peer && !this.#takesOver(peer, clock, had)) return false
    const own = had?.peer === peer ? had : undefined
    if (own && clock < own.theirs) return false
    if (json[0] !== OBJECT) {
      if (!own) return false
      this.#remove(own, now)
      return true
    }
    if (own) return this.#change(own, clock, json, now)
    if (!this.#mayHaveAnother(peer)) return false
    this.#add(peer, client, clock, json, now, had)
    return true
  }

  #change(cursor: Cursor, clock: number, json: Uint8Array, now: number): boolean {
    cursor.theirs = clock
    const raw = latin1(json)
    if (cursor.raw === raw) return false // a client repeats itself every 15 s
    cursor.raw = raw
    return this.#active(cursor, now)
  }

  #add(
    peer: Peer,
    client: number,
    theirs: number,
    json: Uint8Array,
    now: number,
    had: Cursor | undefined,
  ): void {
    if (had) this.#forget(had)
    // Back before anybody was told that they left: should they leave again, that must be told still.
    const { sentAs = this.#leaving.get(client) ?? 0, sentAt = 0 } = had ?? {}
    const told = { sentAs, sentAt, isSeated: false, isNamed: false }
    const added: Cursor = {
      client,
      peer,
      theirs,
      raw: latin1(json),
      activeAt: Math.floor(now),
      ...told,
    }
    if (this.#clientOf(peer) === undefined) this.#tellOfOwn(peer)
    this.#cursors.set(client, added)
    this.#byPeer.set(peer, added)
    this.#leaving.delete(client)
    if (!this.#isCrowd && this.#cursors.size > CROWD) this.#becomeCrowd(now)
    this.#active(added, now)
  }

  /** Other places of the same person, which were kept from this one until now. */
  #tellOfOwn({ user, isElsewhere }: Peer): void {
    if (isElsewhere) return
    for (const cursor of this.#cursors.values()) {
      if (cursor.peer.user.id === user.id && cursor.sentAs !== 0) this.#dirty.add(cursor)
    }
  }

  /** @returns whether that is to be told */
  #active(cursor: Cursor, now: number): boolean {
    cursor.activeAt = Math.floor(now)
    if (this.#isCrowd) {
      const loser = this.#seats.offer(cursor, now)
      if (loser) this.#redraw(loser)
      if (!cursor.isSeated) {
        if (!cursor.isNamed) this.#introduce(cursor)
        return this.#newcomers.has(cursor)
      }
    }
    this.#newcomers.delete(cursor)
    this.#redraw(cursor)
    return true
  }

  #introduce(cursor: Cursor): void {
    if (this.#named >= NAMED) return
    this.#name(cursor)
    this.#newcomers.add(cursor)
  }

  #takeNewcomers(now: number): void {
    if (this.#newcomers.size === 0 || now - this.#rosterAt < ROSTER_MS) return
    this.#rosterAt = now
    for (const cursor of this.#newcomers) this.#dirty.add(cursor)
    this.#newcomers.clear()
  }

  #name(cursor: Cursor): void {
    if (!cursor.isNamed) this.#named += 1
    cursor.isNamed = true
  }

  #redraw(cursor: Cursor): void {
    this.#name(cursor)
    this.#dirty.add(cursor)
  }

  /**
   * The same person on a new socket, while the old one has not noticed that it is dead. What is heard
   * of another node may be the old one: only what is newer by the client's own counter counts.
   */
  #takesOver(peer: Peer, clock: number, had: Cursor): boolean {
    if (had.peer.user.id !== peer.user.id || this.#byPeer.has(peer)) return false
    return peer.isElsewhere ? clock > had.theirs : clock !== this.#clockOf(had.sentAs)
  }

  /** One socket has one cursor; a second client id on it is somebody else's, repeated. */
  #mayHaveAnother(peer: Peer): boolean {
    return !this.#byPeer.has(peer) && (this.#before.get(peer)?.had ?? 0) < MAX_CURSORS
  }

  #remove(cursor: Cursor, now: number): void {
    this.#forget(cursor)
    if (cursor.sentAs !== 0) {
      this.#leaving.set(cursor.client, cursor.sentAs)
      this.#left.set(cursor.client, { clock: this.#clockOf(this.#sent + 1), at: now })
    }
    if (this.#isCrowd && this.#cursors.size <= CROWD_OVER) this.#endCrowd()
  }

  #forget(cursor: Cursor): void {
    if (cursor.isNamed) this.#named -= 1
    this.#cursors.delete(cursor.client)
    this.#byPeer.delete(cursor.peer)
    const had = (this.#before.get(cursor.peer)?.had ?? 0) + 1
    this.#before.set(cursor.peer, { had, client: cursor.client })
    this.#dirty.delete(cursor)
    this.#newcomers.delete(cursor)
    this.#seats.leave(cursor)
  }

  #becomeCrowd(now: number): void {
    this.#isCrowd = true
    const byActivity = [...this.#cursors.values()].toSorted((a, b) => b.activeAt - a.activeAt)
    for (const cursor of byActivity) {
      this.#seats.offer(cursor, now)
      if (!cursor.isSeated) this.#redraw(cursor)
    }
  }

  #endCrowd(): void {
    this.#isCrowd = false
    for (const cursor of this.#cursors.values()) {
      if (cursor.isSeated) this.#seats.leave(cursor)
      else this.#redraw(cursor) // newcomers are among them
    }
    this.#newcomers.clear()
  }

  #present(): Told[] {
    const told: Told[] = []
    let bare = 0
    for (const cursor of this.#cursors.values()) {
      if (cursor.sentAs === 0) continue // comes with what is told next
      if (this.#isCrowd && !cursor.isSeated && (bare += 1) > NAMED_AT_ONCE) continue
      const json = this.#jsonOf(cursor)
      if (json) told.push(this.#toldOf(cursor, json))
    }
    return told
  }

  /** @returns null when what the client sent is no JSON */
  #jsonOf(cursor: Cursor): Uint8Array | null {
    const isBare = this.#isCrowd && !cursor.isSeated
    return stamped(isBare ? null : cursor.raw, cursor.peer.user)
  }

  #clockOf(sent: number): number {
    return sent === 0 ? 0 : this.#startedAt + sent
  }

  #toldOf({ client, sentAs, peer }: Cursor, json: Uint8Array): Told {
    return { client, clock: this.#clockOf(sentAs), json, peer }
  }
}

const gone = (client: number, clock: number): Told => ({ client, clock, json: NULL, peer: null })

/** A state under the session's name, whatever name a client gave itself. */
function stamped(raw: string | null, user: PeerUser): Uint8Array | null {
  try {
    const state: unknown = raw === null ? {} : JSON.parse(Buffer.from(raw, 'latin1').toString())
    return typeof state === 'object' ? Buffer.from(JSON.stringify({ ...state, user })) : null
  } catch {
    return null
  }
}

const latin1 = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('latin1')
