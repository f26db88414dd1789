import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { StoreSizes } from '../store/update-store.ts'

/** Seconds; a commit is around half a millisecond on a good disk. */
const COMMIT_BUCKETS = [0.000_5, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1]

/** What /metrics shows, in one registry a server, so that two servers in a test do not meet. */
export class Metrics {
  readonly registry = new Registry()
  readonly #commits: Histogram
  readonly #updates: Counter
  readonly #bytes: Counter
  readonly #closes: Counter<'reason'>

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

  committed(seconds: number, appends: number, bytes: number): void {
    this.#commits.observe(seconds)
    this.#updates.inc(appends)
    this.#bytes.inc(bytes)
  }

  closed(reason: string): void {
    this.#closes.inc({ reason })
  }
}
