import { AsyncLocalStorage } from 'node:async_hooks'
import { syncBuiltinESMExports } from 'node:module'
import promised from 'node:timers/promises'

const real = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  setImmediate: globalThis.setImmediate,
  clearImmediate: globalThis.clearImmediate,
}

const realPromised = { setTimeout: promised.setTimeout, setImmediate: promised.setImmediate }

/** What the wall clock says when a simulation begins, ms since epoch. */
const BEGINNING = Date.UTC(2026, 0, 1)

/** One for all simulations: each that was ever run in would stay in every context, which copies them all. */
const running = new AsyncLocalStorage<SimProcess | undefined>()

interface Timer {
  readonly at: number
  readonly order: number
  readonly every: number | null
  readonly act: () => void
  readonly of: SimProcess | undefined
}

/** What a process runs on. */
interface Machine {
  /** How far its wall clock is ahead, ms. */
  readonly skew: number
  /** How long the event loop takes to come round, ms. */
  readonly round: () => number
}

const STEADY: Machine = { skew: 0, round: () => 0 }

/** Some code that can be killed: what it waits for never comes. */
export interface SimProcess extends Machine {
  /** Runs `act` as its own; nothing happens once it is dead. */
  run(act: () => void): void
  kill(): void
  readonly isDead: boolean
}

/**
 * Time that passes only when nothing is left to do: timers, immediates and both clocks of this
 * process run on it while it is installed, so that a simulation is as fast as its work and the same
 * seed always takes the same course.
 */
export class VirtualTime {
  #now = 0
  #order = 0
  readonly #timers = new Map<number, Timer>()
  /** Real work under way, one after the other. */
  #outside: Promise<unknown> | null = null
  #restore: (() => void) | null = null

  get now(): number {
    return this.#now
  }

  install(): void {
    const steady = performance.now.bind(performance)
    const wall = Date.now
    const add = (act: () => void, wait: number, every: number | null) => {
      const order = ++this.#order
      const of = running.getStore()
      if (!of?.isDead) this.#timers.set(order, { at: this.#now + wait, order, every, act, of })
      return handle(order)
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
    Object.assign(promised, {
      setTimeout: (wait?: number) =>
        new Promise((resolve) => add(() => resolve(undefined), Math.max(1, wait ?? 0), null)),
      setImmediate: () => {
        const wait = running.getStore()?.round() ?? 0
        return new Promise((resolve) => add(() => resolve(undefined), wait, null))
      },
    })
    syncBuiltinESMExports() // for whoever imported them by name
    performance.now = () => this.#now
    Date.now = () => BEGINNING + Math.floor(this.#now) + (running.getStore()?.skew ?? 0)
    this.#restore = () => {
      Object.assign(globalThis, real)
      Object.assign(promised, realPromised)
      syncBuiltinESMExports()
      performance.now = steady
      Date.now = wall
    }
  }

  uninstall(): void {
    this.#restore?.()
    this.#restore = null
    this.#timers.clear()
  }

  process(machine: Machine = STEADY): SimProcess {
    let isDead = false
    const process: SimProcess = {
      ...machine,
      run: (act) => {
        if (!isDead) running.run(process, act)
      },
      kill: () => {
        isDead = true
        for (const { order, of } of this.#timers.values()) {
          if (of === process) this.#timers.delete(order)
        }
      },
      get isDead() {
        return isDead
      },
    }
    return process
  }

  /** Of the world around the processes: it comes whoever dies meanwhile. */
  after(wait: number, act: () => void): void {
    running.run(undefined, () => void setTimeout(act, wait))
  }

  /** @returns when so much time has passed, whoever dies meanwhile */
  pause(wait: number): Promise<void> {
    return new Promise((resolve) => this.after(wait, resolve))
  }

  /** What other threads do takes no time here: nothing else happens until it is done. */
  outside<T>(work: () => Promise<T>): Promise<T> {
    const working = Promise.resolve(this.#outside).then(work)
    const ended: Promise<unknown> = working
      .catch(() => undefined)
      .then(() => this.#outside === ended && (this.#outside = null))
    this.#outside = ended
    return working
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
      running.run(next.of, next.act)
      await this.#rest()
    }
    this.#now = until
    await this.#rest()
  }

  /** Until everything that can go on has gone on. */
  async #rest(): Promise<void> {
    await promises()
    while (this.#outside) {
      await this.#outside
      await promises()
    }
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
