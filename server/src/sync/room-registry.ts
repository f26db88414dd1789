import { CLOSE } from '@dateline/shared/sync/close-codes'
import type { StoredStory, UpdateStore } from '../store/update-store.ts'
import { decodeOpening, PART_BYTES, type Opening } from './opening.ts'
import { ReadingTurns } from './reading-turns.ts'
import { Room, type RoomEvents, type RoomLimits } from './room.ts'
import type { Ticker } from './ticker.ts'

/** One promise a transition, so two callers can never load, or unload, a story twice. */
type Entry =
  | {
      tag: 'opening'
      /** As soon as somebody can join, and once its document is there. */
      entered: Promise<Room | undefined>
      room: Promise<Room | undefined>
      /** Once somebody can. */
      here: Room | undefined
    }
  | { tag: 'open'; room: Room }
  | { tag: 'draining'; done: Promise<void> }

export interface RegistryEvents extends RoomEvents {
  opened?(room: Room): void
  closed?(room: Room): void
}

/** One Room per story per process: opening → open → draining → gone (rule Y15). */
export class RoomRegistry {
  readonly #store: UpdateStore
  readonly #ticker: Ticker
  readonly #events: RegistryEvents
  readonly #limits: RoomLimits
  readonly #entries = new Map<string, Entry>()
  /** Stories of which the opening was no document, though its checksum is right. */
  readonly #spoiltOpenings = new Set<string>()
  readonly #turns = new ReadingTurns()
  #closing = false

  constructor(store: UpdateStore, ticker: Ticker, events: RegistryEvents, limits: RoomLimits) {
    this.#store = store
    this.#ticker = ticker
    this.#limits = limits
    this.#events = {
      ...events,
      broke: (room, error) => {
        this.#forget(room)
        events.broke(room, error)
      },
    }
  }

  /**
   * The story's room, loaded. Everybody who asks while it loads shares that one load.
   * @returns undefined for a story that was never written
   * @throws when its log cannot be read, or the server is shutting down
   */
  async open(storyId: string): Promise<Room | undefined> {
    const entry = await this.#entry(storyId, false)
    return this.#readNow(entry)
  }

  /** The same for somebody who needs no more of a long document than lies on disk (U11). */
  async enter(storyId: string): Promise<Room | undefined> {
    const entry = await this.#entry(storyId, true)
    return entry.tag === 'open' ? entry.room : entry.entered
  }

  /** The room if it is in memory now. */
  peek(storyId: string): Room | undefined {
    const entry = this.#entries.get(storyId)
    return entry?.tag === 'open' ? entry.room : undefined
  }

  /** The same, also where its document was not read yet. */
  peekInside(storyId: string): Room | undefined {
    const entry = this.#entries.get(storyId)
    return entry?.tag === 'opening' ? entry.here : this.peek(storyId)
  }

  rooms(): readonly Room[] {
    return [...this.#entries.values()]
      .filter((entry) => entry.tag === 'open')
      .map((entry) => entry.room)
  }

  /** Takes an idle room out of memory; its story stays in the store. */
  async unload(room: Room): Promise<void> {
    const entry = this.#entries.get(room.storyId)
    if (entry?.tag !== 'open' || entry.room !== room || !room.isIdle) return
    await this.#drain(room, CLOSE.roomClosing)
  }

  /** Sends everybody away to come back to a freshly loaded one. */
  async reload(room: Room): Promise<void> {
    const entry = this.#entries.get(room.storyId)
    if (entry?.tag === 'open' && entry.room === room) await this.#drain(room, CLOSE.roomClosing)
  }

  /** Saves and closes every room; opens none from now on. */
  async close(): Promise<void> {
    this.#closing = true
    await Promise.all(
      [...this.#entries.values()].map(async (entry) => {
        if (entry.tag === 'draining') return entry.done
        const room = await Promise.resolve(this.#readNow(entry)).catch(() => undefined)
        if (room) await this.#drain(room, CLOSE.restart)
      }),
    )
  }

  async #entry(storyId: string, isAwaited: boolean): Promise<Exclude<Entry, { tag: 'draining' }>> {
    for (;;) {
      if (this.#closing) throw new Error('The server is shutting down.')
      const entry = this.#entries.get(storyId)
      if (!entry) return this.#load(storyId, isAwaited)
      if (entry.tag !== 'draining') return entry
      await entry.done
    }
  }

  #readNow(entry: Exclude<Entry, { tag: 'draining' }>): Room | Promise<Room | undefined> {
    if (entry.tag === 'opening') {
      entry.entered.then((room) => room?.readNow()).catch(() => undefined) // `room` says it
    }
    return entry.room
  }

  #load(storyId: string, isAwaited: boolean): Extract<Entry, { tag: 'opening' }> {
    const entered = this.#enter(storyId)
    const room = this.#read(storyId, entered, isAwaited)
    room.catch(() => undefined) // told to those who asked for it, if anybody did
    const entry: Extract<Entry, { tag: 'opening' }> = {
      tag: 'opening',
      entered,
      room,
      here: undefined,
    }
    entered.then((here) => (entry.here = here)).catch(() => undefined) // told to those who asked
    this.#entries.set(storyId, entry)
    return entry
  }

  async #enter(storyId: string): Promise<Room | undefined> {
    try {
      const stored = await this.#store.load(storyId)
      if (!stored) {
        this.#entries.delete(storyId)
        return undefined
      }
      const opening = await this.#openingOf(storyId, stored)
      const room = new Room(storyId, stored, this.#ticker, this.#events, this.#limits, opening)
      if (room.isRead) this.#isThere(room)
      return room
    } catch (error) {
      this.#entries.delete(storyId) // a failed load leaves nothing that could write
      throw error
    }
  }

  async #read(storyId: string, entered: Promise<Room | undefined>, isAwaited: boolean) {
    const room = await entered
    if (!room || room.isRead) return room
    try {
      await room.read(isAwaited, () => this.#turns.next())
    } catch (error) {
      this.#spoiltOpenings.add(storyId)
      this.#entries.delete(storyId)
      throw error
    }
    this.#isThere(room)
    this.#events.peopleChanged(room) // who came meanwhile, or nobody
    return room
  }

  #isThere(room: Room): void {
    this.#entries.set(room.storyId, { tag: 'open', room })
    this.#events.opened?.(room)
  }

  /** Of this very snapshot; one that cannot be read is made anew some day, and not missed till then. */
  async #openingOf(storyId: string, stored: StoredStory): Promise<Opening | undefined> {
    const { snapshot, lost } = stored
    const { partBytes = PART_BYTES } = this.#limits
    const isShort = !snapshot || snapshot.bytes.length < partBytes / 2
    if (isShort || lost.length > 0 || this.#spoiltOpenings.has(storyId)) return undefined
    try {
      const opening = await this.#store.opening(storyId)
      return opening?.seq === snapshot.seq ? decodeOpening(opening.bytes) : undefined
    } catch {
      return undefined
    }
  }

  #drain(room: Room, why: (typeof CLOSE)['restart' | 'roomClosing']): Promise<void> {
    const done = room.drain(why).finally(() => {
      this.#entries.delete(room.storyId)
      this.#events.closed?.(room)
    })
    this.#entries.set(room.storyId, { tag: 'draining', done })
    return done
  }

  #forget(room: Room): void {
    const entry = this.#entries.get(room.storyId)
    if (entry?.tag !== 'open' || entry.room !== room) return
    this.#entries.delete(room.storyId)
    this.#events.closed?.(room)
  }
}
