/** Half of the 30 s after which a stock client gives a silent connection up. */
const HEARTBEAT_MS = 15_000
const LOOK_MS = 1_000

export interface Beating {
  /** When it was last asked to beat; ms, a steady clock. */
  beatAt: number
  /** Says something, and goes if the other side has not answered the last time. */
  beat(): void
}

/** One timer for all sockets; each beats every fifteen seconds from its own beginning. */
export class Heartbeat {
  readonly #beating = new Set<Beating>()
  readonly #timer: NodeJS.Timeout

  constructor() {
    this.#timer = setInterval(() => this.#look(performance.now()), LOOK_MS)
    this.#timer.unref()
  }

  add(beating: Beating): void {
    this.#beating.add(beating)
  }

  delete(beating: Beating): void {
    this.#beating.delete(beating)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #look(now: number): void {
    for (const beating of this.#beating) {
      if (now - beating.beatAt < HEARTBEAT_MS) continue
      beating.beatAt = now
      beating.beat()
    }
  }
}
