import type { Random } from '@dateline/shared/testing/random'
import type { Faults } from './faults.ts'
import { outage, type SimDatabase } from './sim-database.ts'
import type { SimProcess, VirtualTime } from './virtual-time.ts'

export interface SessionOptions {
  readonly process: SimProcess
  readonly time: VirtualTime
  readonly random: Random
  readonly faults: () => Faults
  /** A write is to kill this process. */
  readonly onKill: () => void
  /** Left out where the log is on this machine's own disk. */
  readonly database?: SimDatabase
}

/** A question travels so long at most, ms, and its answer too. */
const TRAVEL_MS = 8

export const never = () => new Promise<never>(() => undefined)

/** One process's way to where its rows are: takes time, breaks, and leads nowhere after its death. */
export class SimSession {
  readonly #options: SessionOptions
  readonly #losses = new Set<(error: Error) => void>()
  readonly #stop: (() => void) | undefined
  #broken = 0

  constructor(options: SessionOptions) {
    this.#options = options
    this.#stop = options.database?.session((error) => this.#break(error))
  }

  /** From now on nothing that this process asked for happens, and nothing is answered. */
  die(): void {
    this.#stop?.()
    this.#break(new Error('dead'))
  }

  /** Asks, and hears the answer. @throws when the connection broke on either way */
  async ask<T>(act: () => Promise<T> | T): Promise<T> {
    const { database, random, faults, time } = this.#options
    const before = this.#broken
    await this.#travel()
    database?.reach()
    if (random.chance(faults().breakChance)) throw outage()
    const answer = await act()
    await time.pause(1 + random.below(TRAVEL_MS))
    if (this.#options.process.isDead) await never()
    if (this.#broken > before || random.chance(faults().breakChance)) throw outage()
    return answer
  }

  /** The same for a write, which may be refused, or be the last thing this process does. */
  write<T>(act: () => Promise<T> | T): Promise<T> {
    const { random, faults, onKill } = this.#options
    return this.ask(async () => {
      if (random.chance(faults().refuseChance)) throw new Error('The disk is full.')
      const isLast = random.chance(faults().killChance)
      if (isLast && random.chance(0.5)) {
        onKill()
        await never()
      }
      const answer = await act()
      if (!isLast) return answer
      onKill()
      return never()
    })
  }

  /** Lets `work` go on under a lock until it is done, the connection breaks, or this process dies. */
  async hold<T, A>(
    take: (lost: Promise<never>, work: (under: A) => Promise<T>) => Promise<T>,
    work: (under: A) => Promise<T>,
  ): Promise<T> {
    await this.#travel()
    let losing: (error: Error) => void = () => undefined
    const lost = new Promise<never>((_, reject) => (losing = reject))
    lost.catch(() => undefined)
    this.#losses.add(losing)
    let working: Promise<T> | undefined
    try {
      return await take(lost, (under) => (working = work(under)))
    } catch (error) {
      if (this.#options.process.isDead) await never()
      await working?.catch(() => undefined) // it ends before anybody hears that its lock was lost
      throw error
    } finally {
      this.#losses.delete(losing)
    }
  }

  async #travel(): Promise<void> {
    const { time, random, process } = this.#options
    await time.pause(1 + random.below(TRAVEL_MS))
    if (process.isDead) await never()
  }

  #break(error: Error): void {
    this.#broken += 1
    for (const lose of this.#losses) lose(error)
  }
}
