import type { StoryId } from '@dateline/shared/ids'
import { MESSAGE_SYNC } from '@dateline/shared/sync/protocol'
import type { Random } from '@dateline/shared/testing/random'
import * as decoding from 'lib0/decoding'
import type { Logger } from 'pino'
import * as Y from 'yjs'
import { replay } from '../../store/replay.ts'
import { LiveRooms } from '../live-rooms.ts'
import type { Closing, Peer } from '../peer.ts'
import type { Room } from '../room.ts'
import { messagesIn, type Wire } from '../wire.ts'
import { CrashingStore, type CrashingStoreOptions } from './crashing-store.ts'
import type { SimClient } from './sim-client.ts'
import type { VirtualTime } from './virtual-time.ts'

interface Options extends CrashingStoreOptions {
  readonly log: Logger
}

interface Process {
  readonly live: LiveRooms
  readonly store: CrashingStore
}

const LIMITS = {
  maxDocumentBytes: 1e9,
  slowPresenceBytes: 1e9,
  slowUpdatesBytes: 1e9,
  slowCloseBytes: 1e9,
}

/** One server: a process over the disk, that can be killed and started again. */
export class SimNode {
  readonly #options: Options
  readonly #sockets = new Set<SimSocket>()
  #process: Process | null = null

  constructor(options: Options) {
    this.#options = options
  }

  get isUp(): boolean {
    return this.#process !== null
  }

  /** @throws when it is down */
  get live(): LiveRooms {
    if (!this.#process) throw new Error('down')
    return this.#process.live
  }

  async start(): Promise<void> {
    const { time, log } = this.#options
    const store = new CrashingStore(this.#options)
    await store.recover()
    const live = new LiveRooms({
      store,
      now: () => Math.floor(time.now),
      log,
      limits: LIMITS,
      record: async () => undefined,
    })
    this.#process = { live, store }
  }

  /** SIGKILL: nothing is said, nothing is written any more. */
  kill(): void {
    this.#process?.store.die()
    this.#process = null
    for (const socket of this.#sockets) socket.cut()
    this.#sockets.clear()
  }

  async connect(storyId: StoryId, client: SimClient): Promise<void> {
    const socket = new SimSocket(client, this.#options)
    this.#sockets.add(socket)
    try {
      const room = await this.live.room(storyId)
      if (room) socket.open(room)
    } catch {
      socket.cut()
    }
  }

  /** A snapshot and packing, as the compacting store does. */
  async compact(storyId: StoryId): Promise<void> {
    const store = this.#process?.store
    const stored = await store?.load(storyId)
    if (!store || !stored) return
    const doc = new Y.Doc()
    replay(doc, stored)
    await store.saveSnapshot(storyId, { seq: stored.seq, bytes: Y.encodeStateAsUpdateV2(doc) })
    await store.pack(storyId)
  }
}

/**
 * A socket: frames arrive in order, late, some of them twice; when it is cut, in the middle of
 * whatever it carries, each side hears of it in its own time.
 */
class SimSocket implements Peer {
  readonly user: Peer['user']
  readonly canWrite = true
  readonly ours = true
  readonly waiting = 0
  readonly #client: SimClient
  readonly #time: VirtualTime
  readonly #random: Random
  #room: Room | null = null
  #isCut = false
  readonly #arrivesAt = { server: 0, client: 0 }

  constructor(client: SimClient, { time, random }: Options) {
    this.#client = client
    this.#time = time
    this.#random = random
    this.user = { id: client.userId, name: client.userId, color: '#000', role: 'reporter' }
  }

  open(room: Room): void {
    if (this.#isCut || this.#client.isOnline || this.#client.refusal) return
    this.#room = room
    this.#client.connected({
      send: (frame) => this.#carry('server', () => this.#arrive(frame)),
      cut: () => this.cut(),
    })
    room.join(this)
  }

  send(wire: Wire): void {
    for (const message of messagesIn(wire)) {
      const frame = Uint8Array.from(message)
      const isUpdate = frame[0] === MESSAGE_SYNC && frame[1] === 2
      // Some are delivered again, as after a retry: whoever applies them twice must not notice.
      for (let times = isUpdate && this.#random.chance(0.1) ? 2 : 1; times > 0; times -= 1) {
        this.#carry('client', () => this.#client.receive(frame))
      }
    }
  }

  close(why: Closing): void {
    this.#carry('client', () => this.#client.closed(why))
    this.cut()
  }

  cut(): void {
    if (this.#isCut) return
    this.#isCut = true
    if (this.#room) this.#client.disconnected()
    const gone = () => this.#room?.leave(this)
    this.#time.after(1 + this.#random.below(500), gone)
  }

  #arrive(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame)
    decoding.readVarUint(decoder)
    const step = decoding.readVarUint(decoder)
    const payload = decoding.readVarUint8Array(decoder)
    if (step === 0) this.#room?.answer(this, payload)
    else this.#room?.receive(this, payload)
  }

  #carry(to: 'server' | 'client', arrive: () => void): void {
    const soonest = Math.max(this.#arrivesAt[to], this.#time.now + 1 + this.#random.below(80))
    this.#arrivesAt[to] = soonest
    this.#time.after(soonest - this.#time.now, () => {
      if (!this.#isCut) arrive()
    })
  }
}
