import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'

const UNSENT = 'unsent'

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
   * @returns the copy and its unsent changes, or null where the browser keeps nothing (private
   *   windows, full disks): the session then works in memory and says so
   */
  static async open(name: string, doc: Y.Doc): Promise<[OfflineCopy, number] | null> {
    if (typeof indexedDB === 'undefined') return null
    const store = new IndexeddbPersistence(name, doc)
    try {
      const unsent: unknown = await store.get(UNSENT)
      await store.whenSynced
      const copy = new OfflineCopy(store)
      copy.#written = typeof unsent === 'number' && unsent > 0 ? unsent : 0
      return [copy, copy.#written]
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

  /** Forgets what is on the device. Only when a person asked, or its text was offered to them. */
  async discard(): Promise<void> {
    await this.#store.clearData()
  }

  async close(): Promise<void> {
    await this.#store.destroy()
  }
}
