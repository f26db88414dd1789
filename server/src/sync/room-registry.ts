import { CLOSE } from '@dateline/shared/sync/close-codes'
import type { UpdateStore } from '../store/update-store.ts'
import { Room, type RoomEvents, type RoomLimits } from './room.ts'
import type { Ticker } from './ticker.ts'

/** One promise a transition, so two callers can never load, or unload, a story twice. */
type Entry =
  | { tag: 'opening'; room: Promise<Room | undefined> }
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
    for (;;) {
      if (this.#closing) throw new Error('The server is shutting down.')
      const entry = this.#entries.get(storyId)
      if (entry?.tag === 'open') return entry.room
      if (entry?.tag === 'opening') return entry.room
      if (!entry) return this.#open(storyId)
      await entry.done
    }
  }

  /** The room if it is in memory now. */
  peek(storyId: string): Room | undefined {
    const entry = this.#entries.get(storyId)
    return entry?.tag === 'open' ? entry.room : undefined
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
        const room = await entry.room
        if (room) await this.#drain(room, CLOSE.restart)
      }),
    )
  }

  #open(storyId: string): Promise<Room | undefined> {
    const room = this.#load(storyId)
    this.#entries.set(storyId, { tag: 'opening', room })
    return room
  }

  async #load(storyId: string): Promise<Room | undefined> {
    try {
      const stored = await this.#store.load(storyId)
      if (!stored) {
        this.#entries.delete(storyId)
        return undefined
      }
      const room = new Room(storyId, stored, this.#ticker, this.#events, this.#limits)
      this.#entries.set(storyId, { tag: 'open', room })
      this.#events.opened?.(room)
      return room
    } catch (error) {
      this.#entries.delete(storyId) // a failed load leaves nothing that could write
      throw error
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
