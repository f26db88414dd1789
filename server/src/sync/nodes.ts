import type { StoryId } from '@dateline/shared/ids'
import type { Logger } from 'pino'
import type { SharedLog } from '../store/shared-log.ts'
import type { Bus, BusMessage } from './bus.ts'
import { Follower } from './follower.ts'
import { Neighbours } from './neighbours.ts'
import type { Peer } from './peer.ts'
import type { RoomRegistry } from './room-registry.ts'
import type { Room } from './room.ts'

export interface NodesOptions {
  readonly log: SharedLog
  readonly bus: Bus
}

/** What other nodes tell that the rooms themselves do not need. */
interface Heard {
  /** The record of a story changed. */
  record(storyId: StoryId): void
  /** What the desk shows of a story changed, or who is in it. */
  desk(storyId: StoryId): void
}

type Rooms = Pick<RoomRegistry, 'peek' | 'rooms' | 'reload'>

/** The other servers on the same database, as the rooms of this one meet them (rules N5–N9). */
export class Nodes {
  readonly #log: SharedLog
  readonly #bus: Bus
  readonly #rooms: Rooms
  readonly #follower: Follower
  readonly #neighbours: Neighbours
  readonly #stops: readonly (() => void)[]

  constructor({ log, bus }: NodesOptions, rooms: Rooms, heard: Heard, logger: Logger) {
    this.#log = log
    this.#bus = bus
    this.#rooms = rooms
    this.#follower = new Follower({ log, bus, rooms: () => rooms.rooms(), logger })
    this.#neighbours = new Neighbours(bus, rooms, (storyId) => heard.desk(storyId as StoryId))
    this.#stops = [
      bus.listen((message) => {
        if (message.kind === 'record') heard.record(message.storyId as StoryId)
        if (message.kind === 'records') this.#announceAll(heard)
        if (message.kind === 'desk') heard.desk(message.storyId as StoryId)
      }),
      bus.onUp(() => this.#announceAll(heard)),
      log.onCommitted((batch, seqs) => {
        for (const [index, { storyId, update, claims, authorship }] of batch.entries()) {
          const isPlain = claims.length === 0 && authorship.length === 0
          bus.publish({ kind: 'update', storyId, seq: seqs[index] ?? 0, update, isPlain })
        }
      }),
    ]
  }

  /** Another node wrote before us what we have not heard of. */
  fellBehind(room: Room): void {
    this.#fetch(room)
  }

  /** The story began a new epoch under a room of the old one. */
  outlived(room: Room): void {
    void this.#rooms.reload(room)
  }

  moved({ storyId }: Room, peer: Peer, payload: Uint8Array): void {
    this.#neighbours.moved(storyId, peer, payload)
  }

  left({ storyId }: Room, peer: Peer): void {
    this.#neighbours.left(storyId, peer)
  }

  opened(room: Room): void {
    void this.#follow(room)
  }

  closed({ storyId }: Room): void {
    this.#bus.unfollow(storyId)
    this.#neighbours.closed(storyId)
  }

  peopleChanged({ storyId }: Room): void {
    this.#neighbours.peopleChanged(storyId)
  }

  /**
   * Resolves once the room has everything that was committed before this call, on any node.
   * @returns false when the story began a new epoch: it is to be opened anew
   */
  catchUp(room: Room): Promise<boolean> {
    return this.#follower.catchUp(room)
  }

  locked<T>(storyId: string, act: (seq: number) => Promise<T>): Promise<T> {
    return this.#log.locked(storyId, act)
  }

  /** User ids of those who have a story open at other nodes. */
  people(storyId: string): readonly string[] {
    return this.#neighbours.people(storyId)
  }

  publish(message: BusMessage): void {
    this.#bus.publish(message)
  }

  close(): void {
    this.#follower.close()
    this.#neighbours.close()
    for (const stop of this.#stops) stop()
  }

  /** Who listens first and then reads misses nothing in between. */
  async #follow(room: Room): Promise<void> {
    await this.#bus.follow(room.storyId)
    this.#fetch(room)
    this.#neighbours.opened(room.storyId)
  }

  #announceAll(heard: Heard): void {
    for (const { storyId } of this.#rooms.rooms()) heard.record(storyId as StoryId)
  }

  #fetch(room: Room): void {
    // What fails now (the database is away) is done by the next look at the heads.
    this.#follower.fetch(room).catch(() => undefined)
  }
}
