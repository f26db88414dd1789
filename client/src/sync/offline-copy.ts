import { recordMessageSchema, type RecordMessage } from '@dateline/shared/sync/protocol'
import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'

const UNSENT = 'unsent'
const RECORD = 'record'

interface Opened {
  readonly copy: OfflineCopy
  /** Changes the server has not acknowledged. */
  readonly unsent: number
  /** The server's record as it was last seen here. */
  readonly record: RecordMessage | null
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
  #written = 0

  private constructor(store: IndexeddbPersistence) {
    this.#store = store
  }

  /**
   * Reads the copy into `doc` and keeps it from then on.
   * @returns null where the browser keeps nothing (private
   *   windows, full disks): the session then works in memory and says so
   */
  static async open(name: string, doc: Y.Doc): Promise<Opened | null> {
    if (typeof indexedDB === 'undefined') return null
    const store = new IndexeddbPersistence(name, doc)
    try {
      const unsent: unknown = await store.get(UNSENT)
      const record: unknown = await store.get(RECORD)
      await store.whenSynced
      const copy = new OfflineCopy(store)
      copy.#written = typeof unsent === 'number' && unsent > 0 ? unsent : 0
      return { copy, unsent: copy.#written, record: readRecord(record) }
    } catch {
      return null
    }
  }

  keepCount(changes: number): void {
    if (changes === this.#written) return
    this.#written = changes
    // A count that could not be kept costs a number on the next screen, never text.
    this.#store.set(UNSENT, changes).catch(() => undefined)
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
}

function readRecord(kept: unknown): RecordMessage | null {
  if (typeof kept !== 'string') return null
  return recordMessageSchema.safeParse(JSON.parse(kept)).data ?? null
}
