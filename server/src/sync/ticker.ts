import type { Metrics } from '../observability/metrics.ts'
import { StoreAway, type Append, type UpdateStore } from '../store/update-store.ts'

/** A story with work for the next tick. */
export interface Ticking {
  /** When it may be taken next, on the steady clock; ms. */
  readonly dueAt: number
  /** Applies what waits, in one transaction. @returns what to write, or null when nothing is new */
  take(at: number): Append | null
  /** What `take` gave is on disk: send it, acknowledge it. */
  settle(seq: number | null, at: number): void
  /** The store refused: nothing of it may be seen. */
  fail(error: unknown): void
}

interface Taken {
  readonly room: Ticking
  readonly append: Append | null
}

/** Between two ticks, whatever they are of: more as a tick costs more. */
const MIN_WINDOW_MS = 5
const MAX_WINDOW_MS = 12
/** A timer may ring so much before its time. */
const TIMER_MS = 1

/**
 * Collects the rooms with work and gives them one commit together (rules Y1–Y3): at once when it is
 * quiet, so a lone edit waits for nothing; every 5–12 ms when it is busy, so that a crowd costs one
 * sync to disk, not one a keystroke. A room with many readers says itself when it is due again.
 *
 * Where a commit is a journey (PostgreSQL) several may be under way, of different rooms, so that one
 * that takes long holds nobody else up; a room has one under way, and collects meanwhile.
 */
export class Ticker {
  readonly #store: UpdateStore
  readonly #now: () => number
  readonly #metrics: Metrics | undefined
  readonly #dirty = new Set<Ticking>()
  readonly #atOnce: number
  readonly #runs = new Set<Promise<void>>()
  /** Rooms of the runs under way. */
  readonly #busy = new Set<Ticking>()
  #timer: NodeJS.Timeout | NodeJS.Immediate | null = null
  #armedFor = 0
  #lastStart = -Infinity
  #lastEnd = -Infinity
  #window = MIN_WINDOW_MS

  /** @param atOnce commits under way at the same time */
  constructor(store: UpdateStore, now: () => number, metrics?: Metrics, atOnce = 1) {
    this.#store = store
    this.#now = now
    this.#metrics = metrics
    this.#atOnce = atOnce
  }

  schedule(room: Ticking): void {
    if (this.#dirty.has(room)) return
    this.#dirty.add(room)
    if (!this.#isFull && !this.#busy.has(room)) this.#arm(room.dueAt)
  }

  /** Ticks until nothing waits. */
  async flush(): Promise<void> {
    while (this.#dirty.size > 0 || this.#runs.size > 0) {
      await (this.#runs.size > 0 ? Promise.race(this.#runs) : this.#tick(Infinity))
    }
  }

  get #isFull(): boolean {
    return this.#runs.size >= this.#atOnce
  }

  #arm(dueAt: number): void {
    const at = Math.max(dueAt, this.#lastStart + this.#window, this.#lastEnd + this.#window)
    if (this.#timer) {
      if (this.#armedFor <= at) return
      this.#disarm()
    }
    this.#armedFor = at
    const go = () => {
      this.#timer = null
      if (!this.#isFull) void this.#tick(performance.now() + TIMER_MS)
    }
    const wait = at - performance.now()
    this.#timer = wait <= 0 ? setImmediate(go) : setTimeout(go, wait)
  }

  #disarm(): void {
    clearTimeout(this.#timer as NodeJS.Timeout)
    clearImmediate(this.#timer as NodeJS.Immediate)
    this.#timer = null
  }

  #armForRest(): void {
    let first = Infinity
    for (const room of this.#dirty) {
      if (!this.#busy.has(room)) first = Math.min(first, room.dueAt)
    }
    if (first < Infinity) this.#arm(first)
  }

  /** @param until takes the rooms that are due by then */
  #tick(until: number): Promise<void> {
    const run = this.#run(until).finally(() => {
      this.#runs.delete(run)
      this.#armForRest()
    })
    this.#runs.add(run)
    if (!this.#isFull) this.#armForRest()
    return run
  }

  async #run(until: number): Promise<void> {
    const start = performance.now()
    this.#lastStart = start
    const rooms = [...this.#dirty].filter((room) => room.dueAt <= until && !this.#busy.has(room))
    for (const room of rooms) {
      this.#dirty.delete(room)
      this.#busy.add(room)
    }
    const at = this.#now()
    const taken: Taken[] = []
    for (const room of rooms) {
      try {
        taken.push({ room, append: room.take(at) })
      } catch (error) {
        room.fail(error) // one room's trouble is not the others'
      }
    }
    const batch = taken.map(({ append }) => append).filter((append) => append !== null)
    try {
      await this.#commit(taken, batch, at)
    } finally {
      for (const room of rooms) this.#busy.delete(room)
    }
    this.#lastEnd = performance.now()
    const took = this.#lastEnd - start
    this.#window = Math.min(MAX_WINDOW_MS, Math.max(MIN_WINDOW_MS, took * 2))
  }

  async #commit(taken: readonly Taken[], batch: readonly Append[], at: number): Promise<void> {
    let seqs: readonly number[]
    try {
      seqs = batch.length > 0 ? await this.#timed(batch, at) : []
    } catch (error) {
      if (batch.length > 1 && !(error instanceof StoreAway)) return this.#commitEach(taken, at)
      for (const { room } of taken) room.fail(error)
      return
    }
    let next = 0
    for (const { room, append } of taken) {
      const seq = append ? (seqs[next++] ?? null) : null
      try {
        room.settle(seq, at)
      } catch (error) {
        room.fail(error)
      }
    }
  }

  /** What one story may not write (a client id of somebody else's) the others may. */
  async #commitEach(taken: readonly Taken[], at: number): Promise<void> {
    for (const one of taken) await this.#commit([one], one.append ? [one.append] : [], at)
  }

  async #timed(batch: readonly Append[], at: number): Promise<readonly number[]> {
    const start = performance.now()
    const seqs = await this.#store.commit(batch, at)
    const bytes = batch.reduce((sum, { update }) => sum + update.byteLength, 0)
    this.#metrics?.committed((performance.now() - start) / 1000, batch.length, bytes)
    return seqs
  }
}
