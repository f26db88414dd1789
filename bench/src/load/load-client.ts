import type { RawSocket } from './raw-socket.ts'
import { openSocket, wireOf, type LoadSeat } from './seat.ts'
import { Typist } from './typist.ts'
import type { Wire } from './wire.ts'

const NOTHING = Uint8Array.of(0) // a state vector
const NO_UPDATE = Uint8Array.of(0, 0)

/** A client without a document: joins as a stock one does, then types or only listens. */
export class LoadClient {
  readonly socket: RawSocket
  readonly typist: Typist
  readonly joined: Promise<void>
  readonly #wire: Wire

  constructor(seat: LoadSeat) {
    this.#wire = wireOf(seat)
    this.typist = new Typist(this.#wire, seat.client, seat.text ?? { client: 0, clock: 0 })
    this.socket = openSocket(seat)
    this.joined = this.#join(seat)
    this.joined.catch(() => {}) // whoever waits for it hears of it
  }

  /** One letter and where the cursor is then. */
  type(): void {
    this.socket.send(this.typist.letter(), this.typist.cursor())
  }

  /** Tells that somebody is still here, as stock clients do every 15 s. */
  renew(): void {
    this.socket.send(this.typist.presence())
  }

  async #join({ token, text }: LoadSeat): Promise<void> {
    const whole = new Promise<void>((resolve) => {
      let [isAsked, isAnswered] = [false, false]
      this.socket.onMessage = (frame) => {
        for (const message of this.#wire.read(frame)) {
          if (message.kind === 'authenticated') this.#ask()
          else if (message.kind === 'step 1') {
            this.socket.send(this.#wire.stepTwo(NO_UPDATE))
            isAsked = true
          } else if (message.kind === 'step 2') isAnswered = true
        }
        if (!isAsked || !isAnswered) return
        this.socket.onMessage = null // what comes from now on is only counted
        resolve()
      }
    })
    await this.socket.opened
    const first = this.#wire.token(token)
    if (first) this.socket.send(first)
    else this.#ask()
    if (this.#wire.kind === 'relay') this.socket.onMessage = null
    else await whole
    this.socket.send(text ? this.typist.cursor() : this.typist.presence())
  }

  #ask(): void {
    this.socket.send(this.#wire.stepOne(NOTHING))
  }
}
