import type { Random } from '@dateline/shared/testing/random'
import type { SocketOwner, SyncSocket } from '../sync-socket.ts'
import { SimTcp } from './sim-tcp.ts'
import type { SimProcess, VirtualTime } from './virtual-time.ts'

/** A client's end of a line. */
export interface Line {
  send(frame: Uint8Array): void
  /** Hangs up. */
  cut(): void
}

interface Client {
  /** As whom it shows where it is. */
  readonly cursor: { readonly id: number }
  receive(frame: Uint8Array): void
  closed(code: number, reason: string): void
  disconnected(): void
}

interface LineOptions {
  readonly client: Client
  readonly process: SimProcess
  readonly time: VirtualTime
  readonly random: Random
  /** How long its reader takes for a byte, ms; left out where everything is taken at once. */
  readonly msPerByte?: number
}

/** So late a frame arrives at most, and a cut is heard of by the server; ms. */
const TRAVEL_MS = 80
const CUT_MS = 500

/**
 * A connection, with the server's end of it as the `ws` package would give it: frames arrive in
 * order, late, some of them twice; when it is cut, in the middle of whatever it carries, each side
 * hears of it in its own time, or, on the server, not at all.
 */
export class SimLine {
  readonly OPEN = 1
  readonly extensions = ''
  readonly bufferedAmount = 0
  readyState = 1
  /** As `ws` has it, where it is known how fast somebody reads. */
  readonly _socket: SimTcp | undefined
  readonly #options: LineOptions
  readonly #cursor: number
  readonly #arrivesAt = { server: 0, client: 0 }
  #owner: SocketOwner | null = null
  #isCut = false
  /** What the client sent last still reaches the server. */
  #isHeardOut = false
  /** What came while the server did not want to read. */
  #held: (() => void)[] | null = null

  constructor(options: LineOptions) {
    this.#options = options
    const { msPerByte } = options
    this._socket =
      msPerByte === undefined
        ? undefined
        : new SimTcp({ ...options, msPerByte, send: (message) => this.send(message) })
    this.#cursor = options.client.cursor.id
  }

  /** The client id under which somebody is shown over this line, while it is open. */
  get cursor(): number | undefined {
    return this.readyState === this.OPEN ? this.#cursor : undefined
  }

  get asSocket(): SyncSocket {
    return this as unknown as SyncSocket
  }

  // ── the client's end ───────────────────────────────────────────────────────────────────────────

  readonly client: Line = {
    send: (frame) => {
      this.#carry('server', () => this.#atServer(() => this.#owner?.received(copyOf(frame), true)))
    },
    cut: () => this.cut(),
  }

  /** The line breaks. */
  cut(): void {
    if (this.#isCut) return
    const { random, client, time } = this.#options
    this.#isCut = true
    this.#isHeardOut = random.chance(0.5)
    client.disconnected()
    if (random.chance(0.1)) return // nobody tells the server: a heartbeat finds out
    const heard = Math.max(this.#arrivesAt.server - time.now, 0) + 1 + random.below(CUT_MS)
    time.after(heard, () => this.terminate())
  }

  // ── the server's end ───────────────────────────────────────────────────────────────────────────

  send(message: Uint8Array): void {
    const { random, client } = this.#options
    const frame = copyOf(message)
    const isUpdate = frame[0] === 0 && frame[1] === 2
    // Some are delivered again, as after a retry: whoever applies them twice must not notice.
    for (let times = isUpdate && random.chance(0.1) ? 2 : 1; times > 0; times -= 1) {
      this.#carry('client', () => client.receive(frame))
    }
  }

  close(code: number, reason: string): void {
    this.#carry('client', () => {
      this.#isCut = true
      this.#options.client.closed(code, reason)
      this.#options.client.disconnected()
    })
    this.readyState = 3
  }

  belongTo(owner: SocketOwner): void {
    this.#owner = owner
  }

  /** Gone without a word. */
  terminate(): void {
    const wasOpen = this.readyState === this.OPEN
    this.readyState = 3
    if (!this.#isCut) {
      this.#isCut = true
      this.#options.client.disconnected()
    }
    if (wasOpen) this.#options.process.run(() => this.#owner?.gone())
  }

  /** What comes waits from now on. */
  pause(): void {
    this.#held ??= []
  }

  resume(): void {
    const held = this.#held ?? []
    this.#held = null
    for (const act of held) this.#atServer(act)
  }

  ping(): void {
    this.#carry('client', () =>
      this.#carry('server', () => this.#atServer(() => this.#owner?.ponged())),
    )
  }

  #atServer(act: () => void): void {
    if (this.readyState !== this.OPEN) return
    if (this.#held) this.#held.push(act)
    else this.#options.process.run(act)
  }

  #carry(to: 'server' | 'client', arrive: () => void): void {
    if (this.#isCut) return
    const { time, random } = this.#options
    const soonest = Math.max(this.#arrivesAt[to], time.now + 1 + random.below(TRAVEL_MS))
    this.#arrivesAt[to] = soonest
    time.after(soonest - time.now, () => {
      if (!this.#isCut || (to === 'server' && this.#isHeardOut)) arrive()
    })
  }
}

const copyOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes)
