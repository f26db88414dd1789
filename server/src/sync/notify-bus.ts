import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { Logger } from 'pino'
import { decodeBusMessage, encodeNotice } from './bus-wire.ts'
import { isOfStory, type Bus, type BusMessage } from './bus.ts'

const CHANNEL = 'dateline'
const RETRY_MS = 500

/**
 * Messages between nodes over PostgreSQL (LISTEN, NOTIFY): for what must arrive also without Redis.
 * An update is told of, not carried, and cursors stay out.
 */
export class NotifyBus implements Bus {
  readonly #url: string
  readonly #node: string
  readonly #log: Logger
  readonly #listeners = new Set<(message: BusMessage, node: string) => void>()
  readonly #ups = new Set<() => void>()
  readonly #followed = new Set<string>()
  #client: Client | undefined
  /** One after the other, over one connection. */
  #said: Promise<unknown> = Promise.resolve()
  #isClosed = false

  /** Begins to connect; the bus is up once it is. */
  constructor(url: string, node: string, log: Logger) {
    this.#url = url
    this.#node = node
    this.#log = log
    void this.#connect()
  }

  get isUp(): boolean {
    return this.#client !== undefined
  }

  publish(message: BusMessage): void {
    const text = encodeNotice(this.#node, message)
    if (text === undefined) return
    const client = this.#client
    if (!client) return
    const say = () => client.query('SELECT pg_notify($1, $2)', [CHANNEL, text])
    this.#said = this.#said.then(say).catch((error: unknown) => {
      this.#log.debug({ err: error }, 'a message to the other nodes was not sent')
    })
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
    this.#isClosed = true
    await this.#said
    await this.#client?.end().catch(() => undefined)
  }

  /** Tries until it is connected, and again when that connection breaks. */
  async #connect(): Promise<void> {
    while (!this.#isClosed) {
      const client = new Client({ connectionString: this.#url, keepAlive: true })
      client.on('error', () => undefined) // `end` follows
      client.on('notification', ({ payload = '' }) => this.#hear(payload))
      try {
        await client.connect()
        await client.query(`LISTEN ${CHANNEL}`)
      } catch {
        await client.end().catch(() => undefined)
        await sleep(RETRY_MS)
        continue
      }
      client.once('end', () => {
        this.#client = undefined
        void this.#connect()
      })
      this.#client = client
      for (const listener of this.#ups) listener()
      return
    }
  }

  #hear(text: string): void {
    const heard = decodeBusMessage(text)
    if (!heard || heard.node === this.#node) return
    const { message } = heard
    if (isOfStory(message) && 'storyId' in message && !this.#followed.has(message.storyId)) return
    for (const listener of this.#listeners) listener(message, heard.node)
  }
}
