import {
  FIRST_EPOCH,
  recordMessageSchema,
  type RecordMessage,
} from '@dateline/shared/sync/protocol'
import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'

const UNSENT = 'unsent'
const RECORD = 'record'
const EPOCH = 'epoch'

interface Count {
  readonly unsent: number
  /** How many edits of this session had been made. */
  readonly edits: number
}

interface Hooks {
  /** The first `edits` edits of this session are on the device. */
  onKept: (edits: number) => void
  /** The device does not take any more. */
  onLost: () => void
}

const UNHEARD: Hooks = { onKept: () => undefined, onLost: () => undefined }

interface Opened {
  readonly copy: OfflineCopy
  /** Changes the server has not acknowledged. */
  readonly unsent: number
  /** The server's record as it was last seen here. */
  readonly record: RecordMessage | null
  /** The document's line of life that this is a copy of; null for one with nothing in it. */
  readonly epoch: string | null
}

/** Names one person's copy of one story: two people at one device never share text. */
export const offlineCopyName = (userId: string, storyId: string): string =>
  `dateline/${userId}/${storyId}`

/**
 * The story on this device, so that text outlives a closed tab (rule Y4). Also keeps how many
 * changes the server has not acknowledged, which the document itself cannot tell.
 */
export class OfflineCopy {
  readonly #store: IndexeddbPersistence
  readonly #hooks: Hooks
  #asked: Count
  #isWriting = false

  private constructor(store: IndexeddbPersistence, unsent: number, hooks: Hooks) {
    this.#store = store
    this.#hooks = hooks
    this.#asked = { unsent, edits: 0 }
  }

  /**
   * Reads the copy into `doc` and keeps it from then on.
   * @returns null where the browser keeps nothing (private windows, full disks): the session then
   *   works in memory and says so
   */
  static async open(name: string, doc: Y.Doc, hooks: Hooks = UNHEARD): Promise<Opened | null> {
    if (typeof indexedDB === 'undefined') return null
    const store = new IndexeddbPersistence(name, doc)
    try {
      const kept: unknown = await store.get(UNSENT)
      const record: unknown = await store.get(RECORD)
      const epoch: unknown = await store.get(EPOCH)
      await store.whenSynced
      const unsent = typeof kept === 'number' && kept > 0 ? kept : 0
      const copy = new OfflineCopy(store, unsent, hooks)
      return { copy, unsent, record: readRecord(record), epoch: readEpoch(epoch, doc) }
    } catch {
      return null
    }
  }

  /**
   * Keeps how many changes are unsent, and tells (`onKept`) when the changes themselves are on the
   * device: a browser that is closed or killed before that has not written them. Call it after the
   * change; it writes as often as the disk can, not as often as somebody types.
   */
  keepCount(unsent: number, edits: number): void {
    if (unsent === this.#asked.unsent && edits === this.#asked.edits) return
    this.#asked = { unsent, edits }
    if (!this.#isWriting) void this.#writeCounts()
  }

  /** Keeps which epoch the document is of. */
  keepEpoch(epoch: string): void {
    this.#store.set(EPOCH, epoch).catch(() => undefined)
  }

  /** Keeps the record, so that statuses and the gate are told as last known without a network. */
  keepRecord(record: RecordMessage): void {
    this.#store.set(RECORD, JSON.stringify(record)).catch(() => undefined)
  }

  /** Forgets what is on the device. Only when a person asked, or its text was offered to them. */
  async discard(): Promise<void> {
    await this.#store.clearData()
  }

  async close(): Promise<void> {
    await this.#store.destroy()
  }

  async #writeCounts(): Promise<void> {
    this.#isWriting = true
    try {
      for (let written: Count | undefined; written !== this.#asked;) {
        written = this.#asked
        await this.#write(written.unsent)
        this.#hooks.onKept(written.edits)
      }
    } catch {
      this.#hooks.onLost()
    } finally {
      this.#isWriting = false
    }
  }

  /**
   * The transaction spans the updates too although it only writes the count: transactions over one
   * store finish in the order they began, so this one is done only when all updates before it are.
   */
  #write(unsent: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.#store.db?.transaction(['updates', 'custom'], 'readwrite')
      if (!transaction) return reject(new Error('the copy is closed'))
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () => reject(transaction.error))
      transaction.objectStore('custom').put(unsent, UNSENT)
    })
  }
}

/** A copy with words in it and no epoch is from before there were any, and so of the first. */
function readEpoch(kept: unknown, doc: Y.Doc): string | null {
  if (typeof kept === 'string') return kept
  return doc.store.clients.size > 0 ? FIRST_EPOCH : null
}

function readRecord(kept: unknown): RecordMessage | null {
  if (typeof kept !== 'string') return null
  return recordMessageSchema.safeParse(JSON.parse(kept)).data ?? null
}
