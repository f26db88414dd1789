import type { Random } from '@dateline/shared/testing/random'
import { decodeBusMessage, encodeBusMessage, encodeNotice } from '../bus-wire.ts'
import { isOfStory, type Bus, type BusMessage } from '../bus.ts'
import type { Faults } from './faults.ts'
import type { SimProcess, VirtualTime } from './virtual-time.ts'

export interface ExchangeOptions {
  readonly time: VirtualTime
  readonly random: Random
  readonly faults: () => Faults
  /** `redis`: may lose, repeat and mix up. `notices`: PostgreSQL's own, in order, of those it takes. */
  readonly kind: 'redis' | 'notices'
}

type Encode = (node: string, message: BusMessage) => string | undefined

/** A message travels so long at most, ms; one that is late, so long. */
const TRAVEL_MS = 20
const LATE_MS = 1_000

/** Redis, or the notices of PostgreSQL: what one node says, the others hear, as far as it goes well. */
export class SimExchange {
  readonly #options: ExchangeOptions
  readonly #buses = new Set<SimBus>()
  #isUp = true

  constructor(options: ExchangeOptions) {
    this.#options = options
  }

  get isUp(): boolean {
    return this.#isUp
  }

  set isUp(isUp: boolean) {
    this.#isUp = isUp
    for (const bus of this.#buses) bus.changed()
  }

  get buses(): readonly SimBus[] {
    return [...this.#buses]
  }

  bus(node: string, process: SimProcess): SimBus {
    const encode = this.#options.kind === 'redis' ? encodeBusMessage : encodeNotice
    const bus: SimBus = new SimBus(this, node, process, encode, (text) => this.#carry(bus, text))
    this.#buses.add(bus)
    return bus
  }

  leave(bus: SimBus): void {
    this.#buses.delete(bus)
  }

  #carry(from: SimBus, text: string): void {
    for (const to of this.#buses) {
      if (to === from) continue
      if (this.#options.kind === 'redis') this.#carryLoosely(to, text)
      else this.#deliver(to, text, to.next(this.#options.time.now + this.#travel()))
    }
  }

  #carryLoosely(to: SimBus, text: string): void {
    const { random, faults, time } = this.#options
    const { loseChance, doubleChance, lateChance } = faults()
    if (random.chance(loseChance)) return
    for (let times = random.chance(doubleChance) ? 2 : 1; times > 0; times -= 1) {
      const late = random.chance(lateChance) ? random.below(LATE_MS) : 0
      this.#deliver(to, text, time.now + this.#travel() + late)
    }
  }

  #deliver(to: SimBus, text: string, at: number): void {
    const { time } = this.#options
    time.after(at - time.now, () => to.hear(text))
  }

  #travel(): number {
    return 1 + this.#options.random.below(TRAVEL_MS)
  }
}

/** The end of it at one node. */
export class SimBus implements Bus {
  readonly #exchange: SimExchange
  readonly node: string
  readonly #process: SimProcess
  readonly #encode: Encode
  readonly #carry: (text: string) => void
  readonly #listeners = new Set<(message: BusMessage, node: string) => void>()
  readonly #ups = new Set<() => void>()
  readonly #followed = new Set<string>()
  #isCutOff = false
  #wasUp = true
  #arrivesAt = 0

  constructor(
    exchange: SimExchange,
    node: string,
    process: SimProcess,
    encode: Encode,
    carry: (text: string) => void,
  ) {
    this.#exchange = exchange
    this.node = node
    this.#process = process
    this.#encode = encode
    this.#carry = carry
  }

  get isUp(): boolean {
    return this.#exchange.isUp && !this.#isCutOff && !this.#process.isDead
  }

  /** The way to the exchange is cut, of this node alone. */
  set isCutOff(isCutOff: boolean) {
    this.#isCutOff = isCutOff
    this.changed()
  }

  publish(message: BusMessage): void {
    const text = this.isUp ? this.#encode(this.node, message) : undefined
    if (text !== undefined) this.#carry(text)
  }

  async follow(storyId: string): Promise<void> {
    this.#followed.add(storyId)
  }

  unfollow(storyId: string): void {
    this.#followed.delete(storyId)
  }

  listen(listener: (message: BusMessage, node: string) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  onUp(listener: () => void): () => void {
    this.#ups.add(listener)
    return () => this.#ups.delete(listener)
  }

  async close(): Promise<void> {
    this.#exchange.leave(this)
  }

  /** What is under way arrives in order. @returns when */
  next(at: number): number {
    this.#arrivesAt = Math.max(this.#arrivesAt, at)
    return this.#arrivesAt
  }

  hear(text: string): void {
    const heard = decodeBusMessage(text)
    if (!heard || !this.isUp) return
    const { message, node } = heard
    if (isOfStory(message) && 'storyId' in message && !this.#followed.has(message.storyId)) return
    this.#process.run(() => {
      for (const listener of this.#listeners) listener(message, node)
    })
  }

  /** Whether it is up may have changed. */
  changed(): void {
    const was = this.#wasUp
    this.#wasUp = this.isUp
    if (was || !this.#wasUp) return
    this.#process.run(() => {
      for (const listener of this.#ups) listener()
    })
  }
}
