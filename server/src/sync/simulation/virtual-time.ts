const real = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  setImmediate: globalThis.setImmediate,
  clearImmediate: globalThis.clearImmediate,
}

interface Timer {
  readonly at: number
  readonly order: number
  readonly every: number | null
  readonly act: () => void
}

/**
 * Time that passes only when nothing is left to do: timers, immediates and `performance.now` of this
 * process run on it while it is installed, so that a simulation is as fast as its work and the same
 * seed always takes the same course.
 */
export class VirtualTime {
  #now = 0
  #order = 0
  readonly #timers = new Map<number, Timer>()
  #restore: (() => void) | null = null

  get now(): number {
    return this.#now
  }

  install(): void {
    const begun = performance.now.bind(performance)
    const add = (act: () => void, wait: number, every: number | null) => {
      const id = ++this.#order
      this.#timers.set(id, { at: this.#now + wait, order: id, every, act })
      return handle(id)
    }
    const remove = (timer: unknown) => void this.#timers.delete(Number(timer))
    const virtual = {
      setTimeout: (act: () => void, wait = 0) => add(act, Math.max(1, wait), null),
      setInterval: (act: () => void, wait = 0) => add(act, Math.max(1, wait), Math.max(1, wait)),
      setImmediate: (act: () => void) => add(act, 0, null),
      clearTimeout: remove,
      clearInterval: remove,
      clearImmediate: remove,
    }
    Object.assign(globalThis, virtual)
    performance.now = () => this.#now
    this.#restore = () => {
      Object.assign(globalThis, real)
      performance.now = begun
    }
  }

  uninstall(): void {
    this.#restore?.()
    this.#restore = null
    this.#timers.clear()
  }

  after(wait: number, act: () => void): void {
    setTimeout(act, wait)
  }

  /** Lets everything happen that is due within so many milliseconds. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms
    for (let next = this.#next(); next && next.at <= until; next = this.#next()) {
      this.#now = Math.max(this.#now, next.at)
      this.#timers.delete(next.order)
      if (next.every !== null) {
        this.#timers.set(next.order, { ...next, at: this.#now + next.every })
      }
      next.act()
      await promises()
    }
    this.#now = until
    await promises()
  }

  #next(): Timer | undefined {
    let next: Timer | undefined
    for (const timer of this.#timers.values()) {
      if (!next || timer.at < next.at || (timer.at === next.at && timer.order < next.order)) {
        next = timer
      }
    }
    return next
  }
}

/** Until every promise that can go on has gone on. */
const promises = () => new Promise<void>((resolve) => real.setImmediate(resolve))

function handle(id: number) {
  const timer = {
    ref: () => timer,
    unref: () => timer,
    hasRef: () => true,
    refresh: () => timer,
    [Symbol.toPrimitive]: () => id,
  }
  return timer
}
