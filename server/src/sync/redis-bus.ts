import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@redis/client'
import type { Logger } from 'pino'
import { decodeBusMessage, encodeBusMessage } from './bus-wire.ts'
import { isOfStory, type Bus, type BusMessage } from './bus.ts'

const ALL = 'dateline:all'
const channelOf = (storyId: string) => `dateline:story:${storyId}`
/** Between two tries to reach it, ms. */
const RETRY_MS = 500
const CLOSE_MS = 500

type Client = ReturnType<typeof createClient>

/**
 * Messages between nodes over Redis or Valkey: one channel a story, one for everything else. While
 * Redis is away nothing is queued: who missed something finds out by asking PostgreSQL.
 */
export class RedisBus implements Bus {
  readonly #node: string
  readonly #log: Logger
  readonly #out: Client
  readonly #in: Client
  readonly #listeners = new Set<(message: BusMessage, node: string) => void>()
  readonly #ups = new Set<() => void>()
  readonly #followed = new Set<string>()

  /** Begins to connect; the bus is up once it is. */
  constructor(url: string, node: string, log: Logger) {
    this.#node = node
    this.#log = log
    const socket = { reconnectStrategy: () => RETRY_MS, connectTimeout: 5_000, keepAlive: true }
    this.#out = createClient({ url, socket, disableOfflineQueue: true })
    this.#in = createClient({ url, socket, disableOfflineQueue: true })
    this.#out.on('ready', () => this.#tellUp())
    this.#in.on('ready', () => void this.#resubscribe())
    let isAway = false
    for (const client of [this.#out, this.#in]) {
      client.on('ready', () => (isAway = false))
      client.on('error', (error: unknown) => {
        if (!isAway)
          log.warn({ err: error }, 'Redis is away; nodes ask PostgreSQL until it is back')
        isAway = true
      })
      client.connect().catch((error: unknown) => log.error({ err: error }, 'no Redis'))
    }
  }

  get isUp(): boolean {
    return this.#out.isReady && this.#in.isReady
  }

  publish(message: BusMessage): void {
    const channel = isOfStory(message) && 'storyId' in message ? channelOf(message.storyId) : ALL
    this.#out.publish(channel, encodeBusMessage(this.#node, message)).catch((error: unknown) => {
      this.#log.debug({ err: error }, 'a message to the other nodes was not sent')
    })
  }

  async follow(storyId: string): Promise<void> {
    this.#followed.add(storyId)
    if (this.#in.isReady) await this.#subscribe([channelOf(storyId)])
  }

  unfollow(storyId: string): void {
    this.#followed.delete(storyId)
    if (!this.#in.isReady) return
    this.#in.unsubscribe(channelOf(storyId)).catch(() => undefined) // gone with its connection
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
    this.#listeners.clear()
    this.#ups.clear()
    await Promise.all([this.#out, this.#in].map(closeClient))
  }

  readonly #hear = (text: string): void => {
    const heard = decodeBusMessage(text)
    if (!heard || heard.node === this.#node) return
    for (const listener of this.#listeners) listener(heard.message, heard.node)
  }

  async #resubscribe(): Promise<void> {
    await this.#subscribe([ALL, ...[...this.#followed].map(channelOf)])
    this.#tellUp()
  }

  async #subscribe(channels: string[]): Promise<void> {
    try {
      await this.#in.subscribe(channels, this.#hear)
    } catch (error) {
      this.#log.debug({ err: error }, 'Redis went away while subscribing')
    }
  }

  #tellUp(): void {
    if (this.isUp) for (const listener of this.#ups) listener()
  }
}

/** What was published last still goes out, if Redis takes it. */
async function closeClient(client: Client): Promise<void> {
  const flushed = client.isReady ? client.close().catch(() => undefined) : undefined
  await Promise.race([flushed, sleep(CLOSE_MS)])
  if (client.isOpen) client.destroy()
}
