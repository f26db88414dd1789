import { isOfStory, type Bus, type BusMessage } from './bus.ts'

/** Nodes in one process, for tests: what one publishes, the others hear in the same order. */
export class LocalExchange {
  readonly #buses = new Set<LocalBus>()

  /** @param node the name of the new one */
  bus(node: string): LocalBus {
    const bus = new LocalBus(node, (message) => {
      for (const other of this.#buses) if (other !== bus) other.hear(message, node)
    })
    this.#buses.add(bus)
    return bus
  }
}

/** The bus of one node: alone, or with others of the same exchange. */
export class LocalBus implements Bus {
  readonly node: string
  readonly #send: (message: BusMessage) => void
  readonly #listeners = new Set<(message: BusMessage, node: string) => void>()
  readonly #ups = new Set<() => void>()
  readonly #followed = new Set<string>()
  #isUp = true

  constructor(node = 'only', send: (message: BusMessage) => void = () => undefined) {
    this.node = node
    this.#send = send
  }

  get isUp(): boolean {
    return this.#isUp
  }

  /** For tests: cuts the node off, or lets it back. */
  set isUp(isUp: boolean) {
    const wasUp = this.#isUp
    this.#isUp = isUp
    if (isUp && !wasUp) for (const listener of this.#ups) listener()
  }

  publish(message: BusMessage): void {
    if (this.#isUp) this.#send(message)
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

  /** From another node; later, as over a network. */
  hear(message: BusMessage, node: string): void {
    queueMicrotask(() => {
      if (!this.#isUp) return
      if (isOfStory(message) && 'storyId' in message && !this.#followed.has(message.storyId)) return
      for (const listener of this.#listeners) listener(message, node)
    })
  }

  async close(): Promise<void> {
    this.#isUp = false
    this.#listeners.clear()
  }
}
