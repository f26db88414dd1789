import * as Y from 'yjs'
import { OfflineCopy, offlineCopyName } from '../sync/offline-copy.ts'

/** Names of one person's offline copies on this device. */
async function copiesOf(userId: string): Promise<readonly string[]> {
  if (typeof indexedDB === 'undefined') return []
  const known = await indexedDB.databases()
  const prefix = offlineCopyName(userId, '')
  return known.map(({ name }) => name ?? '').filter((name) => name.startsWith(prefix))
}

/** How many changes of theirs wait on this device and have not reached the server. */
export async function unsentChanges(userId: string): Promise<number> {
  let changes = 0
  for (const name of await copiesOf(userId)) {
    const doc = new Y.Doc()
    const opened = await OfflineCopy.open(name, doc)
    changes += opened?.unsent ?? 0
    await opened?.copy.close()
    doc.destroy()
  }
  return changes
}

/** Deletes their copies: the next person at this device must not find their drafts. */
export async function deleteOfflineCopies(userId: string): Promise<void> {
  await Promise.all(
    (await copiesOf(userId)).map(
      (name) =>
        new Promise<void>((resolve) => {
          const request = indexedDB.deleteDatabase(name)
          // Blocked while another tab has it open: it goes when that tab closes.
          for (const event of ['success', 'error', 'blocked']) {
            request.addEventListener(event, () => resolve())
          }
        }),
    ),
  )
}
