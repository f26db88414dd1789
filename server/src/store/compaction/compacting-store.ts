import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type {
  Append,
  LogEntry,
  PastState,
  Quarantined,
  Snapshot,
  StoredOpening,
  StoredState,
  StoredStory,
  StoreSizes,
  UpdateStore,
} from '../update-store.ts'

/** From when on the updates after a snapshot are worth another one. */
export interface Heavy {
  /** More than so many bytes, and than this part of the snapshot. */
  readonly bytes: number
  readonly share: number
  /** Or more than so many updates: they are slow to load, however small they are. */
  readonly updates: number
}

const HEAVY: Heavy = { bytes: 64 * 1024, share: 1 / 4, updates: 10_000 }
/** Between two pieces of packing: what people type goes first. */
const PAUSE_MS = 20

interface Tail {
  bytes: number
  updates: number
  snapshotBytes: number
}

export interface MadeSnapshot {
  /** The document of a state, V2 encoding. */
  readonly bytes: Uint8Array
  /** What it is sent as to somebody who opens it; null where that is not worth keeping. */
  readonly opening: Uint8Array | null
}

interface Options {
  readonly log: Logger
  /** Does not block this thread. */
  readonly makeSnapshot: (state: StoredState) => Promise<MadeSnapshot>
  readonly heavy?: Heavy
}

/**
 * An UpdateStore that keeps itself small (U7, U8): when what was written since the last snapshot
 * weighs a quarter of it, a new one is made beside the event loop and the log before it is packed, one story
 * after the other. Nothing waits for it, and whatever goes wrong with it costs no more than time.
 */
export class CompactingStore implements UpdateStore {
  readonly #store: UpdateStore
  readonly #options: Options
  /** What is known of each story this process has loaded or written. */
  readonly #tails = new Map<string, Tail>()
  readonly #due = new Set<string>()
  #working: Promise<void> | null = null
  #isClosing = false

  constructor(store: UpdateStore, options: Options) {
    this.#store = store
    this.#options = options
  }

  async commit(batch: readonly Append[], at: number): Promise<readonly number[]> {
    const seqs = await this.#store.commit(batch, at)
    for (const { storyId, update } of batch) {
      const tail = this.#tails.get(storyId) ?? { bytes: 0, updates: 0, snapshotBytes: 0 }
      tail.bytes += update.byteLength
      tail.updates += 1
      this.#weigh(storyId, tail)
    }
    return seqs
  }

  async load(storyId: string): Promise<StoredStory | undefined> {
    const stored = await this.#store.load(storyId)
    if (stored) this.#weigh(storyId, tailOf(stored))
    return stored
  }

  authors(storyId: string): Promise<readonly string[]> {
    return this.#store.authors(storyId)
  }
  loadUntil(storyId: string, time: number): Promise<PastState> {
    return this.#store.loadUntil(storyId, time)
  }
  firstCommit(storyId: string): Promise<number | undefined> {
    return this.#store.firstCommit(storyId)
  }
  log(storyId: string): Promise<readonly LogEntry[]> {
    return this.#store.log(storyId)
  }
  lastCommits(): Promise<ReadonlyMap<string, number>> {
    return this.#store.lastCommits()
  }
  saveSnapshot(storyId: string, snapshot: Snapshot): Promise<void> {
    return this.#store.saveSnapshot(storyId, snapshot)
  }
  saveOpening(storyId: string, opening: StoredOpening): Promise<void> {
    return this.#store.saveOpening(storyId, opening)
  }
  opening(storyId: string): Promise<StoredOpening | undefined> {
    return this.#store.opening(storyId)
  }
  pack(storyId: string): Promise<number> {
    return this.#store.pack(storyId)
  }
  renewEpoch(storyId: string | null): Promise<void> {
    return this.#store.renewEpoch(storyId)
  }
  quarantined(): Promise<readonly Quarantined[]> {
    return this.#store.quarantined()
  }
  sizes(): Promise<StoreSizes> {
    return this.#store.sizes()
  }

  /** Resolves when no story is due. */
  async settled(): Promise<void> {
    while (this.#working) await this.#working
  }

  async close(): Promise<void> {
    this.#isClosing = true
    await this.settled()
    await this.#store.close()
  }

  #weigh(storyId: string, tail: Tail): void {
    this.#tails.set(storyId, tail)
    const { bytes, updates, snapshotBytes } = tail
    const { heavy = HEAVY } = this.#options
    const isHeavy =
      bytes > Math.max(heavy.bytes, snapshotBytes * heavy.share) || updates > heavy.updates
    if (!isHeavy || this.#isClosing) return
    this.#due.add(storyId)
    this.#working ??= this.#work().finally(() => (this.#working = null))
  }

  async #work(): Promise<void> {
    for (const storyId of this.#due) {
      if (this.#isClosing) return
      this.#due.delete(storyId)
      try {
        await this.#compact(storyId)
      } catch (error) {
        this.#tails.delete(storyId) // the next load weighs it again; until then no use in trying
        this.#options.log.error({ err: error, storyId }, 'a story could not be compacted')
      }
    }
  }

  async #compact(storyId: string): Promise<void> {
    const stored = await this.#store.load(storyId)
    if (!stored || stored.updates.length === 0) return
    const { snapshot, updates, seq } = stored
    const made = await this.#options.makeSnapshot({ snapshot, updates })
    await this.#store.saveSnapshot(storyId, { seq, bytes: made.bytes })
    if (made.opening) await this.#store.saveOpening(storyId, { seq, bytes: made.opening })
    const since = await this.#store.load(storyId)
    this.#due.delete(storyId) // what was written meanwhile made it due again, as it was before
    if (since) this.#weigh(storyId, tailOf(since))
    while (!this.#isClosing && (await this.#store.pack(storyId)) > 0) await pause(PAUSE_MS)
  }
}

const tailOf = ({ snapshot, updates }: StoredStory): Tail => ({
  bytes: updates.reduce((sum, { byteLength }) => sum + byteLength, 0),
  updates: updates.length,
  snapshotBytes: snapshot?.bytes.byteLength ?? 0,
})
