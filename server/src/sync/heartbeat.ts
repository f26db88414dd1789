export interface Beating {
  /** When it was last asked to beat; ms, a steady clock. */
  beatAt: number
  /** Says something, and goes if the other side has not answered the last time. */
  beat(): void
}

/** One timer for all sockets; each beats at the same pace from its own beginning. */
export class Heartbeat {
  readonly #beating = new Set<Beating>()
  readonly #everyMs: number
  readonly #timer: NodeJS.Timeout

  constructor(everyMs: number) {
    this.#everyMs = everyMs
    this.#timer = setInterval(() => this.#look(performance.now()), everyMs / 15)
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
      if (now - beating.beatAt < this.#everyMs) continue
      beating.beatAt = now
      beating.beat()
    }
  }
}
