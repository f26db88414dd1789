import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { StoreSizes } from '../store/update-store.ts'

/** Seconds; a commit is around half a millisecond on a good disk. */
const COMMIT_BUCKETS = [0.000_5, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1]

/** Seconds; a tick is 5 to 30 ms. */
const ACK_BUCKETS = [0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.25, 0.5, 1, 5]

interface Traffic {
  writes: number
  bytesOut: number
  messages: number
  bytesIn: number
}

/** What /metrics shows, in one registry a server, so that two servers in a test do not meet. */
export class Metrics {
  readonly registry = new Registry()
  readonly #commits: Histogram
  readonly #updates: Counter
  readonly #bytes: Counter
  readonly #closes: Counter<'reason'>
  readonly #refusals: Counter<'reason'>
  readonly #acks: Histogram
  /** Counted by hand, many thousand times a second, and read when asked for. */
  readonly #traffic: Traffic = { writes: 0, bytesOut: 0, messages: 0, bytesIn: 0 }

  constructor() {
    collectDefaultMetrics({ register: this.registry })
    const registers = [this.registry]
    this.#commits = new Histogram({
      name: 'dateline_commit_seconds',
      help: 'Time one commit to the update log took, for all stories in it.',
      buckets: COMMIT_BUCKETS,
      registers,
    })
    this.#updates = new Counter({
      name: 'dateline_updates_total',
      help: 'Appends to the update log.',
      registers,
    })
    this.#bytes = new Counter({
      name: 'dateline_update_bytes_total',
      help: 'Bytes appended to the update log.',
      registers,
    })
    this.#closes = new Counter({
      name: 'dateline_socket_closes_total',
      help: 'Sockets the server closed, by reason.',
      labelNames: ['reason'],
      registers,
    })
    this.#refusals = new Counter({
      name: 'dateline_upgrade_refusals_total',
      help: 'Connections refused before they were sockets, by reason.',
      labelNames: ['reason'],
      registers,
    })
    this.#acks = new Histogram({
      name: 'dateline_ack_seconds',
      help: 'From the first edit of a tick coming in to its being on disk, sent and acknowledged.',
      buckets: ACK_BUCKETS,
      registers,
    })
    const total = (name: string, help: string, key: keyof Traffic) => {
      const traffic = this.#traffic
      return new Counter({
        name,
        help,
        registers,
        collect() {
          this.reset()
          this.inc(traffic[key])
        },
      })
    }
    total(
      'dateline_socket_writes_total',
      'Writes to sockets, each of one or more frames.',
      'writes',
    )
    total('dateline_socket_bytes_out_total', 'Bytes written to sockets.', 'bytesOut')
    total('dateline_socket_messages_total', 'Messages that came over sockets.', 'messages')
    total('dateline_socket_bytes_in_total', 'Bytes of those messages.', 'bytesIn')
  }

  /** Reads the numbers of live stories whenever they are asked for. */
  watch(counts: () => { rooms: number; people: number; waitingBytes: number }): void {
    const registers = [this.registry]
    const gauge = (name: string, help: string, read: () => number) =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read())
        },
      })
    gauge('dateline_rooms', 'Stories in memory.', () => counts().rooms)
    gauge('dateline_people', 'Open sockets.', () => counts().people)
    gauge('dateline_waiting_bytes', 'Bytes slow readers have not taken yet.', () => {
      return counts().waitingBytes
    })
  }

  /** Asks a store how large it is whenever that is asked for. */
  watchStore(sizes: () => Promise<StoreSizes>): void {
    const registers = [this.registry]
    const bytes = new Gauge({
      name: 'dateline_log_bytes',
      help: 'Bytes of the update log: as written, packed, and in snapshots.',
      labelNames: ['kind'],
      registers,
      async collect() {
        const { logBytes, packedBytes, snapshotBytes, quarantined } = await sizes()
        bytes.set({ kind: 'log' }, logBytes)
        bytes.set({ kind: 'packed' }, packedBytes)
        bytes.set({ kind: 'snapshot' }, snapshotBytes)
        aside.set(quarantined)
      },
    })
    const aside = new Gauge({
      name: 'dateline_quarantined_rows',
      help: 'Rows of the update log that could not be read and were set aside.',
      registers,
    })
  }

  /** Reads how publishing stands whenever it is asked for. */
  watchPublishing(
    read: () => Promise<{
      readonly states: ReadonlyMap<string, number>
      readonly missed: number
      readonly paused: number
    }>,
  ): void {
    const register = (name: string, help: string, set: (gauge: Gauge) => Promise<void>) =>
      this.registry.registerMetric(
        new Gauge({
          name,
          help,
          labelNames: name === 'dateline_publications' ? ['state'] : [],
          registers: [],
          async collect() {
            this.reset()
            await set(this)
          },
        }),
      )
    register('dateline_publications', 'Publications, by the state they are in.', async (gauge) => {
      for (const [state, count] of (await read()).states) gauge.set({ state }, count)
    })
    register(
      'dateline_publications_missed',
      'Scheduled publications that should be out for two minutes or more and are not.',
      async (gauge) => gauge.set((await read()).missed),
    )
    register(
      'dateline_targets_paused',
      'Targets whose account is refused, so that nothing is sent there.',
      async (gauge) => gauge.set((await read()).paused),
    )
  }

  committed(seconds: number, appends: number, bytes: number): void {
    this.#commits.observe(seconds)
    this.#updates.inc(appends)
    this.#bytes.inc(bytes)
  }

  closed(reason: string): void {
    this.#closes.inc({ reason })
  }

  refused(reason: string): void {
    this.#refusals.inc({ reason })
  }

  acknowledged(seconds: number): void {
    this.#acks.observe(seconds)
  }

  sent(bytes: number): void {
    this.#traffic.writes += 1
    this.#traffic.bytesOut += bytes
  }

  received(bytes: number): void {
    this.#traffic.messages += 1
    this.#traffic.bytesIn += bytes
  }
}
