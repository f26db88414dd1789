import type { Logger } from 'pino'
import type { Added, SharedLog } from '../store/shared-log.ts'
import type { Bus, BusMessage } from './bus.ts'

/** What following needs of a room. */
export interface Following {
  readonly storyId: string
  /** Everything up to this number is in the document, or waits for the tick under way to end. */
  readonly upTo: number
  /** Takes what others wrote, in the order of its numbers; what it has already is passed over. */
  addFromElsewhere(added: Added): void
  /** The story has begun a new epoch: everybody has to come back. */
  beginAnew(): void
  readonly epoch: string
}

/** How often the heads of open stories are looked at: while the bus is down, and in any case. */
const POLL_DOWN_MS = 1_000
const POLL_UP_MS = 5_000

interface FollowerOptions {
  readonly log: SharedLog
  readonly bus: Bus
  readonly rooms: () => readonly Following[]
  readonly logger: Logger
}

/**
 * Brings what other nodes wrote into the rooms of this one (rules N5, N6): at once where the bus
 * says so, from the log where it was missed.
 */
export class Follower {
  readonly #options: FollowerOptions
  readonly #fetching = new Map<Following, Promise<boolean>>()
  readonly #stops: readonly (() => void)[]
  #timer: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(options: FollowerOptions) {
    this.#options = options
    const { bus } = options
    this.#stops = [
      bus.listen((message) => {
        if (message.kind === 'update') this.#hear(message)
      }),
      bus.onUp(() => void this.#poll()),
    ]
    this.#pollLater()
  }

  /**
   * Resolves once the room has everything that was committed before this call, on any node.
   * @returns false when the story began a new epoch: it is to be opened anew
   */
  async catchUp(room: Following): Promise<boolean> {
    const heads = await this.#options.log.heads([room.storyId])
    const head = heads.get(room.storyId) ?? 0
    while (room.upTo < head && !this.#isClosed) {
      if (!(await this.fetch(room))) return false
    }
    return true
  }

  /** Reads what came after what the room has, as catchUp. Two who ask at once share one reading. */
  fetch(room: Following): Promise<boolean> {
    const under = this.#fetching.get(room)
    if (under) return under
    const fetching = this.#fetch(room).finally(() => this.#fetching.delete(room))
    this.#fetching.set(room, fetching)
    return fetching
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    for (const stop of this.#stops) stop()
  }

  #hear({ storyId, seq, update, isPlain }: Extract<BusMessage, { kind: 'update' }>): void {
    const room = this.#options.rooms().find((one) => one.storyId === storyId)
    if (!room || seq <= room.upTo) return
    if (update && isPlain && seq === room.upTo + 1 && !this.#fetching.has(room)) {
      const updates = [{ seq, at: 0, authors: [], update }]
      const nothing = { claims: new Map<number, string>(), authorship: new Map<string, never>() }
      room.addFromElsewhere({ updates, seq, ...nothing, epoch: room.epoch })
    } else {
      this.#fetchUnasked(room)
    }
  }

  #fetchUnasked(room: Following): void {
    this.fetch(room).catch((error: unknown) => {
      this.#options.logger.warn({ err: error, storyId: room.storyId }, 'could not catch up yet')
    })
  }

  async #fetch(room: Following): Promise<boolean> {
    const added = await this.#options.log.since(room.storyId, room.upTo)
    const isSame = added?.epoch === room.epoch
    if (added && isSame) room.addFromElsewhere(added)
    else room.beginAnew()
    return isSame
  }

  #pollLater(): void {
    if (this.#isClosed) return
    const wait = this.#options.bus.isUp ? POLL_UP_MS : POLL_DOWN_MS
    this.#timer = setTimeout(() => void this.#poll(), wait)
    this.#timer.unref()
  }

  async #poll(): Promise<void> {
    clearTimeout(this.#timer)
    const rooms = this.#options.rooms()
    try {
      const heads = await this.#options.log.heads(rooms.map(({ storyId }) => storyId))
      for (const room of rooms) {
        if ((heads.get(room.storyId) ?? 0) > room.upTo) this.#fetchUnasked(room)
      }
    } catch (error) {
      this.#options.logger.debug({ err: error }, 'the heads of the open stories could not be read')
    }
    this.#pollLater()
  }
}
