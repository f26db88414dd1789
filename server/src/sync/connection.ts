import { CLOSE } from '@dateline/shared/sync/close-codes'
import {
  encodeMessage,
  MESSAGE_AWARENESS,
  MESSAGE_QUERY_AWARENESS,
  MESSAGE_SYNC,
  PROTOCOL_VERSION,
} from '@dateline/shared/sync/protocol'
import * as decoding from 'lib0/decoding'
import type { Limits } from '../config.ts'
import type { Metrics } from '../observability/metrics.ts'
import { HEARTBEAT } from './frames.ts'
import type { Beating, Heartbeat } from './heartbeat.ts'
import { isSameUser, type Closing, type Peer, type PeerUser } from './peer.ts'
import { RateLimit } from './rate-limit.ts'
import type { Room } from './room.ts'
import type { SocketOwner, SyncSocket } from './sync-socket.ts'
import { WireSocket } from './wire-socket.ts'
import { framed, type Wire } from './wire.ts'

/** How often a reader that fell behind is looked at, and what counts as having taken something. */
const SLOW_CHECK_MS = 100
const PROGRESS_BYTES = 64 * 1024
/** A question (sync step 1, who is here) is answered with the whole of something: five a second. */
const QUESTIONS_PER_SECOND = 5

export interface ConnectionOptions {
  readonly user: PeerUser
  readonly canWrite: boolean
  readonly ours: boolean
  /** What the client says of itself; null or left out where it says nothing. */
  readonly claims?: {
    readonly schema: string | null
    readonly epoch: string | null
    readonly state: string | null
  }
  readonly shared: ConnectionShared
}

/** What is the same for all sockets of a server. */
export interface ConnectionShared {
  readonly schemaHash: string
  readonly limits: Limits
  readonly limitsOn: boolean
  readonly heartbeat: Heartbeat
  readonly metrics: Metrics | undefined
  /** The socket is closed on both sides, or gone. */
  readonly gone?: (connection: Connection) => void
}

type State =
  | { tag: 'open' }
  /** Since when nothing of what waits was taken, and how much waited then. */
  | { tag: 'slow'; since: number; waiting: number }
  | { tag: 'closed' }

/** The same two for all: an idle connection has none of its own. */
const OPEN: State = { tag: 'open' }
const CLOSED: State = { tag: 'closed' }

/** One socket in one room: limits, back-pressure, heartbeat, and the y-websocket messages. */
export class Connection implements Peer, Beating, SocketOwner {
  readonly ours: boolean
  beatAt = Math.floor(performance.now())
  readonly #socket: SyncSocket
  readonly #wire: WireSocket
  readonly #room: Room
  readonly #shared: ConnectionShared
  readonly #rate: RateLimit
  #slowCheck: NodeJS.Timeout | null = null
  #user: PeerUser
  #canWrite: boolean
  #state: State = OPEN
  #alive = true

  constructor(socket: SyncSocket, room: Room, options: ConnectionOptions) {
    const { user, canWrite, ours, shared } = options
    this.#socket = socket
    this.#wire = new WireSocket(socket, this)
    this.#room = room
    this.#shared = shared
    this.#user = user
    this.#canWrite = canWrite
    this.ours = ours
    this.#rate = new RateLimit(shared.limits.MAX_MESSAGES_PER_SECOND)
    shared.heartbeat.add(this)
    socket.belongTo(this)
    this.#hello()
    const skew = this.#skew(options.claims)
    if (skew) this.close(skew)
    else room.join(this, options.claims?.state)
  }

  get user(): PeerUser {
    return this.#user
  }
  get canWrite(): boolean {
    return this.#canWrite
  }
  get storyId(): string {
    return this.#room.storyId
  }
  get waiting(): number {
    return this.#wire.waiting
  }

  send(wire: Wire): void {
    if (this.#state.tag === 'closed') return
    this.#wire.send(wire)
    this.#shared.metrics?.sent(wire.length)
    if (this.waiting > this.#shared.limits.SLOW_UPDATES_BYTES) this.#watch()
  }

  close({ code, reason }: Closing): void {
    if (this.#state.tag !== 'closed') this.#shared.metrics?.closed(reason)
    this.#socket.close(code, reason)
    this.#closed()
  }

  /** The session changed: new rights take effect now, without a new connection (rule Y16). */
  change(user: PeerUser, canWrite: boolean): void {
    if (isSameUser(user, this.#user) && canWrite === this.#canWrite) return
    this.#user = user
    this.#canWrite = canWrite
    this.#hello()
  }

  #hello(): void {
    if (!this.ours) return
    const { schemaHash } = this.#shared
    const { epoch } = this.#room
    const hello = { protocol: PROTOCOL_VERSION, schema: schemaHash, epoch, user: this.#user }
    const message = { kind: 'hello', hello: { ...hello, canWrite: this.#canWrite } } as const
    this.send(framed(encodeMessage(message)))
  }

  /** Before any document data: an older editor would drop what it does not know (rules H1, H2). */
  #skew(claims: ConnectionOptions['claims']): Closing | undefined {
    const { schemaHash } = this.#shared
    if (!claims) return undefined
    if (claims.schema !== null && claims.schema !== schemaHash) return CLOSE.staleClient
    if (claims.epoch !== null && claims.epoch !== this.#room.epoch) return CLOSE.otherEpoch
    return undefined
  }

  /** All that waited was taken. */
  drained(): void {
    if (this.#state.tag !== 'closed') this.#room.catchUp(this)
  }

  ponged(): void {
    this.#alive = true
  }

  gone(): void {
    this.#closed()
    this.#shared.gone?.(this)
  }

  received(data: Buffer, isBinary: boolean): void {
    if (this.#state.tag === 'closed') return
    this.#alive = true
    const { limitsOn, limits, metrics } = this.#shared
    metrics?.received(data.byteLength)
    if (limitsOn && !this.#rate.take(performance.now())) return this.close(CLOSE.tooFast)
    if (!isBinary) return this.close(CLOSE.badMessage)
    if (data.byteLength > limits.MAX_MESSAGE_BYTES) return this.close(CLOSE.tooLarge)
    try {
      this.#dispatch(decoding.createDecoder(data))
    } catch {
      this.close(CLOSE.badMessage) // whatever it was: this socket only, the room lives on (Y8)
    }
  }

  #dispatch(decoder: decoding.Decoder): void {
    switch (decoding.readVarUint(decoder)) {
      case MESSAGE_SYNC: {
        const step = decoding.readVarUint(decoder)
        const payload = decoding.readVarUint8Array(decoder)
        if (step === 0) {
          if (this.#mayAsk()) this.#room.answer(this, payload)
        } else if (step === 1 || step === 2) {
          if (!this.#room.isRead) this.#pause()
          this.#room.receive(this, payload)
        } else this.close(CLOSE.badMessage)
        break
      }
      case MESSAGE_AWARENESS:
        this.#room.receivePresence(this, decoding.readVarUint8Array(decoder))
        break
      case MESSAGE_QUERY_AWARENESS:
        if (this.#mayAsk()) this.#room.answerPresence(this)
        break
      default: // some newer client's message: not ours to judge
    }
  }

  /** What is written before the document is there waits on the line, and not in memory. */
  #pause(): void {
    this.#socket.pause()
    this.#room.whenRead(() => this.#socket.resume())
  }

  #mayAsk(): boolean {
    const { limitsOn, limits } = this.#shared
    const cost = limits.MAX_MESSAGES_PER_SECOND / QUESTIONS_PER_SECOND
    if (!limitsOn || this.#rate.take(performance.now(), cost)) return true
    this.close(CLOSE.tooFast)
    return false
  }

  /** A socket whose other side is gone without a word is noticed within 30 s. */
  beat(): void {
    if (!this.#alive) return this.#socket.terminate()
    this.#alive = false
    this.#socket.ping()
    this.send(HEARTBEAT)
  }

  /** Back-pressure: updates are left out by the room; here the reader gets its time to catch up. */
  #watch(): void {
    if (this.#state.tag !== 'open') return
    this.#state = { tag: 'slow', since: performance.now(), waiting: this.waiting }
    this.#slowCheck = setInterval(() => this.#checkSlow(), SLOW_CHECK_MS)
  }

  #checkSlow(): void {
    if (this.#state.tag !== 'slow') return
    const { SLOW_CLOSE_BYTES, SLOW_CLOSE_MS, SLOW_PRESENCE_BYTES } = this.#shared.limits
    const now = performance.now()
    if (this.waiting < this.#state.waiting - PROGRESS_BYTES) {
      this.#state = { tag: 'slow', since: now, waiting: this.waiting }
    }
    const tooLong = now - this.#state.since > SLOW_CLOSE_MS
    if (this.waiting > SLOW_CLOSE_BYTES || tooLong) return this.close(CLOSE.slow)
    if (this.waiting > SLOW_PRESENCE_BYTES) return
    this.#room.catchUp(this)
    if (this.#slowCheck) clearInterval(this.#slowCheck)
    this.#state = OPEN
  }

  #closed(): void {
    if (this.#state.tag === 'closed') return
    this.#state = CLOSED
    this.#shared.heartbeat.delete(this)
    if (this.#slowCheck) clearInterval(this.#slowCheck)
    this.#room.leave(this)
  }
}
