import { StoryDoc, TEXT_FIELDS } from '@dateline/shared/story/story-doc'
import { fieldText } from '@dateline/shared/story/story-text'
import * as idb from 'lib0/indexeddb'
import * as Y from 'yjs'

/**
 * Looks at a copy on this device before it is trusted: y-indexeddb waits for ever on one that holds
 * an update it cannot read (a disk that failed, a browser that was killed in the middle).
 *
 * @returns null when every update can be read; otherwise the words of those that can
 */
export async function wordsOfBrokenCopy(name: string): Promise<string | null> {
  const known = await indexedDB.databases()
  if (!known.some((database) => database.name === name)) return null
  // Made as y-indexeddb makes it, should it be opened here for the first time after all.
  const database = await idb.openDB(name, (db) => {
    idb.createStores(db, [['updates', { autoIncrement: true }], ['custom']])
  })
  const [updates] = idb.transact(database, ['updates'], 'readonly')
  const kept: unknown[] = updates ? await idb.getAll(updates) : []
  database.close()
  return readableWords(kept)
}

/** @returns null when all of them can be read */
export function readableWords(updates: readonly unknown[]): string | null {
  const doc = new Y.Doc()
  let isSound = true
  for (const update of updates) {
    try {
      Y.applyUpdate(doc, update as Uint8Array)
    } catch {
      isSound = false
    }
  }
  const story = new StoryDoc(doc)
  const words = isSound
    ? null
    : TEXT_FIELDS.map((field) => fieldText(story, field))
        .filter(Boolean)
        .join('\n\n')
  doc.destroy()
  return words
}
