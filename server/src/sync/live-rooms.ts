import type { Authorship } from '@dateline/shared/facts/status'
import type { StoryId } from '@dateline/shared/ids'
import type { Loss } from '@dateline/shared/story/held-deletion'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import type { RecordMessage } from '@dateline/shared/sync/protocol'
import type { Logger } from 'pino'
import * as Y from 'yjs'
import { HttpError } from '../http/http-error.ts'
import { KeyedQueue, type Turns } from '../keyed-queue.ts'
import type { Metrics } from '../observability/metrics.ts'
import { replay } from '../store/replay.ts'
import type { PastState, UpdateStore } from '../store/update-store.ts'
import type { LiveStories, Reading, StoryChange } from './live-stories.ts'
import { Nodes, type NodesOptions } from './nodes.ts'
import type { Decisions } from './recent-deletions.ts'
import { RecordAnnouncer } from './record-announcer.ts'
import { RoomDecisions } from './room-decisions.ts'
import { RoomRegistry } from './room-registry.ts'
import type { Held, Room, RoomLimits } from './room.ts'
import { Ticker } from './ticker.ts'

/** How long an empty room stays in memory, for the person who only reloads. */
const IDLE_MS = 30_000
/** How often it is looked at whose presence is to be repeated. */
const RENEWALS_MS = 2_500

export interface LiveRoomsOptions {
  readonly store: UpdateStore
  readonly now: () => number
  readonly log: Logger
  readonly limits: RoomLimits
  readonly metrics?: Metrics
  /** The record of a story as `?v=1` clients are sent it. */
  readonly record: (storyId: StoryId) => Promise<RecordMessage | undefined>
  /** Where several servers share the store. */
  readonly nodes?: NodesOptions & {
    /** Taken by all of them together. */
    readonly turns: Turns
    /** Commits under way at once. */
    readonly commitsAtOnce: number
  }
  /** A deletion was held back, for a person to decide (rules H3, H7). @returns when it is written down */
  readonly onHeld?: (storyId: StoryId, held: Held) => Promise<void>
  /** What became of them; asked again whenever the story's record is announced. */
  readonly decisions?: (storyId: StoryId) => Promise<Decisions>
}

/** LiveStories over the rooms of this process. */
export class LiveRooms implements LiveStories {
  readonly #store: UpdateStore
  readonly #now: () => number
  readonly #ticker: Ticker
  readonly #registry: RoomRegistry
  readonly #records: RecordAnnouncer
  readonly #writes: Turns
  readonly #nodes: Nodes | undefined
  readonly #listeners = new Set<(change: StoryChange) => void>()
  readonly #rechecks = new Set<(userId: string) => Promise<void>>()
  readonly #unloads = new Map<Room, NodeJS.Timeout>()
  readonly #decisions: RoomDecisions
  readonly #renewals: NodeJS.Timeout
  #isClosing = false

  constructor(options: LiveRoomsOptions) {
    const { store, now, log, limits, metrics, record, nodes, onHeld } = options
    const decisions = options.decisions ?? (() => Promise.resolve({ waiting: [], dismissed: [] }))
    this.#decisions = new RoomDecisions((storyId) => decisions(storyId as StoryId))
    this.#writes = nodes?.turns ?? new KeyedQueue()
    this.#store = store
    this.#now = now
    this.#ticker = new Ticker(store, now, metrics, nodes?.commitsAtOnce)
    this.#records = new RecordAnnouncer(async (storyId) => {
      const room = this.#registry.peekInside(storyId)
      const [message] = await Promise.all([record(storyId), room && this.#decisions.look(room)])
      return message
    }, log)
    metrics?.watch(() => this.counts)
    this.#registry = new RoomRegistry(
      store,
      this.#ticker,
      {
        committed: (room) => this.#tell(room, 'document'),
        peopleChanged: (room) => {
          this.#tell(room, 'people')
          this.#nodes?.peopleChanged(room)
          this.#unloadLater(room)
        },
        authorsChanged: (room) => this.#records.announce(room),
        acknowledged: (ms) => metrics?.acknowledged(ms / 1000),
        broke: (room, error) => {
          log.error({ err: error, storyId: room.storyId }, 'a story could not be saved')
        },
        opened: (room) => {
          this.#nodes?.opened(room)
          // Who wrote what is disputed could not be told before it was read.
          if (room.size > 0 && !this.#isClosing) this.#records.announce(room)
        },
        closed: (room) => this.#nodes?.closed(room),
        fellBehind: (room) => this.#nodes?.fellBehind(room),
        outlived: (room) => this.#nodes?.outlived(room),
        moved: (room, peer, payload) => this.#nodes?.moved(room, peer, payload),
        left: (room, peer) => this.#nodes?.left(room, peer),
        held: (room, held) => {
          const written = onHeld?.(room.storyId as StoryId, held)
          if (written) this.#decisions.holding(room, held.userId, written)
        },
      },
      limits,
    )
    const heard = {
      record: (storyId: StoryId) => {
        const room = this.#registry.peekInside(storyId)
        if (room) {
          void this.#decisions.look(room).catch(() => undefined) // the announcement waits its turn
          this.#records.announce(room)
        }
        this.#tellDesk(storyId)
      },
      desk: (storyId: StoryId) => this.#tellDesk(storyId),
    }
    this.#nodes = nodes && new Nodes(nodes, this.#registry, heard, log)
    this.#renewals = setInterval(() => {
      for (const room of this.#registry.rooms()) room.renewPresence()
    }, RENEWALS_MS)
    this.#renewals.unref()
  }

  /**
   * For the sockets: the room, as soon as it can be joined; undefined when there is no document. It
   * has everything that one who comes may have seen at another node, and would else seem to forge
   * (rule N10).
   */
  async room(storyId: StoryId): Promise<Room | undefined> {
    for (;;) {
      const room = await this.#registry.enter(storyId)
      if (!room) return undefined
      if (this.#nodes) {
        room.readNow() // only then it hears what others write elsewhere
        const isSameEpoch = await this.#nodes.catchUp(room)
        if (!isSameEpoch) {
          await this.#registry.open(storyId)
          continue
        }
      }
      // Before anybody joins: who comes back with a deletion that waits is to find it waiting (H8).
      await this.#decisions.known(room)
      return room
    }
  }

  /** The room if it is in memory now. */
  peek(storyId: StoryId): Room | undefined {
    return this.#registry.peek(storyId)
  }

  /** For the sockets: the first record of one who just came. */
  welcome(room: Room): void {
    this.#records.announce(room)
  }

  /** For the sockets: how to look again at a person's open connections. */
  onRecheck(recheck: (userId: string) => Promise<void>): void {
    this.#rechecks.add(recheck)
  }

  get counts(): { rooms: number; people: number; waitingBytes: number } {
    const rooms = this.#registry.rooms()
    const peers = rooms.flatMap((room) => room.peers)
    const waitingBytes = peers.reduce((sum, peer) => sum + peer.waiting, 0)
    return { rooms: rooms.length, people: peers.length, waitingBytes }
  }

  async create(storyId: StoryId, userId: string, seed: (doc: Y.Doc) => void): Promise<void> {
    if (await this.#store.load(storyId)) throw new RangeError(`story ${storyId} exists`)
    const doc = new Y.Doc()
    seed(doc)
    const update = Y.encodeStateAsUpdate(doc)
    const at = this.#now()
    const authorship: Authorship = { createdBy: userId, lastEditedBy: userId, lastEditedAt: at }
    const facts = [...doc.getMap('facts').keys()].map((factId) => ({ factId, authorship }))
    const claims = [...doc.store.clients.keys()].map((clientId) => ({ clientId, userId }))
    const first = { storyId, update, authors: [userId], claims, authorship: facts }
    await this.#store.commit([first], at)
    doc.destroy()
    for (const listener of this.#listeners) listener({ storyId, kind: 'document' })
  }

  async read<T>(
    storyId: StoryId,
    look: (doc: Y.Doc, authorship: ReadonlyMap<string, Authorship>) => T,
  ): Promise<T> {
    const room = await this.#upToDate(storyId)
    return look(room.doc, room.authorship)
  }

  still<T>(storyId: StoryId, act: (read: Reading) => Promise<T>): Promise<T> {
    const nodes = this.#nodes
    if (!nodes) return act((look) => this.read(storyId, look))
    return nodes.locked(storyId, (seq) => act((look) => this.#readAt(storyId, seq, look)))
  }

  write<T>(storyId: StoryId, userId: string, change: (doc: Y.Doc) => T): Promise<T> {
    // One after the other: a change decides by what it reads, so it must see the one before it.
    return this.#writes.run(storyId, async () => {
      const room = await this.#upToDate(storyId)
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(room.doc))
      const updates: Uint8Array[] = []
      copy.on('update', (update: Uint8Array) => updates.push(update))
      const result = change(copy)
      copy.destroy()
      if (updates.length > 0) await room.submit(userId, Y.mergeUpdates(updates))
      return result
    })
  }

  async authorship(storyId: StoryId): Promise<ReadonlyMap<string, Authorship>> {
    // What other nodes wrote is only taken in once it was read.
    const room = this.#nodes ? await this.#caughtUp(storyId) : await this.#entered(storyId)
    return room.authorship
  }

  async writers(storyId: StoryId): Promise<Readonly<Record<string, string>>> {
    const room = await this.#entered(storyId)
    if (!room.isRead) return {} // told again when it was
    const { facts } = new StoryDoc(room.doc)
    const clients = facts
      .list()
      .flatMap(({ id, rivals = {} }) =>
        Object.keys(rivals).flatMap((path) => facts.candidates(id, path)),
      )
      .map(({ client }) => client)
    const found = clients.map((client) => [String(client), room.writerOf(client)] as const)
    return Object.fromEntries(found.filter((pair): pair is [string, string] => Boolean(pair[1])))
  }

  announceRecords(): void {
    for (const room of this.#registry.rooms()) this.#announceHere(room.storyId as StoryId)
    this.#nodes?.publish({ kind: 'records' })
  }

  async authors(storyId: StoryId): Promise<readonly string[]> {
    if (!this.#registry.peek(storyId)) return this.#store.authors(storyId)
    return (await this.#caughtUp(storyId)).authors
  }

  announceRecord(storyId: StoryId): void {
    this.#announceHere(storyId)
    this.#nodes?.publish({ kind: 'record', storyId })
  }

  async decided(storyId: StoryId): Promise<void> {
    const room = this.#registry.peekInside(storyId)
    if (room) await this.#decisions.look(room).catch(() => undefined) // asked again with the record
    this.announceRecord(storyId)
  }

  people(storyId: StoryId): readonly string[] {
    const peers = this.#registry.peekInside(storyId)?.peers ?? []
    const elsewhere = this.#nodes?.people(storyId) ?? []
    return [...new Set([...peers.map((peer) => peer.user.id), ...elsewhere])]
  }

  onChange(listener: (change: StoryChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  recheckSessions(userId: string): Promise<void> {
    this.#nodes?.publish({ kind: 'recheck', userId })
    return this.recheckHere(userId)
  }

  /** The same, of the sockets of this process alone. */
  async recheckHere(userId: string): Promise<void> {
    await Promise.all([...this.#rechecks].map((recheck) => recheck(userId)))
  }

  pastState(storyId: StoryId, time: number): Promise<PastState> {
    return this.#store.loadUntil(storyId, time)
  }

  async lost(storyId: StoryId): Promise<readonly Loss[]> {
    const { lost } = await this.#entered(storyId)
    return lost.map(({ from, to, authors }) => ({ from, to, authors: [...authors] }))
  }

  async merge(storyId: StoryId, userId: string, update: Uint8Array): Promise<void> {
    await (await this.#known(storyId)).submit(userId, update)
  }

  began(storyId: StoryId) {
    return this.#store.firstCommit(storyId)
  }

  log(storyId: StoryId) {
    return this.#store.log(storyId)
  }

  /** Saves and closes everything; sockets are told to come back (1012). */
  async close(): Promise<void> {
    this.#isClosing = true
    await this.#registry.close()
    await this.#ticker.flush()
    this.#nodes?.close()
    clearInterval(this.#renewals)
    for (const timer of this.#unloads.values()) clearTimeout(timer)
  }

  async #known(storyId: StoryId): Promise<Room> {
    return this.#found(await this.#registry.open(storyId))
  }

  /** Its document may not be read yet (U11). */
  async #entered(storyId: StoryId): Promise<Room> {
    return this.#found(await this.#registry.enter(storyId))
  }

  #found(room: Room | undefined): Room {
    if (!room) throw new HttpError(404, 'no-such-story', 'There is no such story.')
    this.#unloadLater(room)
    return room
  }

  /** With everything that was accepted on any node before this call, and nothing that is not on disk. */
  async #upToDate(storyId: StoryId): Promise<Room> {
    const room = await this.#caughtUp(storyId)
    await room.settled()
    return room
  }

  /** With everything that was acknowledged on any node before this call. */
  async #caughtUp(storyId: StoryId): Promise<Room> {
    for (;;) {
      const room = await this.#known(storyId)
      if (!this.#nodes || (await this.#nodes.catchUp(room))) return room
    }
  }

  /** While the story is locked: from the room if it stands there, or from the log. */
  async #readAt<V>(
    storyId: StoryId,
    seq: number,
    look: (doc: Y.Doc, authorship: ReadonlyMap<string, Authorship>) => V,
  ): Promise<V> {
    const room = await this.#known(storyId)
    if (room.isAt(seq)) return look(room.doc, room.authorship)
    const stored = await this.#store.load(storyId)
    if (!stored) throw new HttpError(404, 'no-such-story', 'There is no such story.')
    const doc = new Y.Doc()
    try {
      replay(doc, stored)
      return look(doc, stored.authorship)
    } finally {
      doc.destroy()
    }
  }

  #announceHere(storyId: StoryId): void {
    const room = this.#registry.peekInside(storyId)
    if (room) this.#records.announce(room)
    for (const listener of this.#listeners) listener({ storyId, kind: 'record' })
  }

  #tellDesk(storyId: StoryId): void {
    for (const listener of this.#listeners) listener({ storyId, kind: 'people' })
  }

  #tell(room: Room, kind: StoryChange['kind']): void {
    const change = { storyId: room.storyId as StoryId, kind }
    for (const listener of this.#listeners) listener(change)
  }

  #unloadLater(room: Room): void {
    clearTimeout(this.#unloads.get(room))
    this.#unloads.delete(room)
    if (room.size > 0 || room.state !== 'open') return
    const timer = setTimeout(() => {
      this.#unloads.delete(room)
      void this.#registry.unload(room)
    }, IDLE_MS)
    timer.unref()
    this.#unloads.set(room, timer)
  }
}
