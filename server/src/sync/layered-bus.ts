import type { Bus, BusMessage } from './bus.ts'

/** Few, and nobody may miss one because Redis is away. */
const SURE: ReadonlySet<BusMessage['kind']> = new Set(['recheck', 'record', 'records'])

/**
 * Redis where it is there, PostgreSQL's own notices where it is not. Rights and records go over
 * PostgreSQL in any case: they are few, and nobody may miss one because Redis is away.
 */
export class LayeredBus implements Bus {
  readonly #fast: Bus | undefined
  readonly #sure: Bus

  constructor(fast: Bus | undefined, sure: Bus) {
    this.#fast = fast
    this.#sure = sure
  }

  /** Updates and presence come by the fast one alone. */
  get isUp(): boolean {
    return this.#fast?.isUp ?? false
  }

  publish(message: BusMessage): void {
    const isSure = SURE.has(message.kind)
    if (this.#fast?.isUp && !isSure) this.#fast.publish(message)
    else this.#sure.publish(message)
  }

  async follow(storyId: string): Promise<void> {
    await Promise.all(this.#each((bus) => bus.follow(storyId)))
  }

  unfollow(storyId: string): void {
    this.#each((bus) => bus.unfollow(storyId))
  }

  listen(listener: (message: BusMessage, node: string) => void): () => void {
    return all(this.#each((bus) => bus.listen(listener)))
  }

  onUp(listener: () => void): () => void {
    return all(this.#each((bus) => bus.onUp(listener)))
  }

  async close(): Promise<void> {
    await Promise.all(this.#each((bus) => bus.close()))
  }

  #each<T>(act: (bus: Bus) => T): T[] {
    return [this.#fast, this.#sure].filter((bus) => bus !== undefined).map(act)
  }
}

const all = (stops: readonly (() => void)[]) => () => stops.forEach((stop) => stop())
