import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Hidden, so that a directory with nothing else in it still counts as empty. */
const LOCK_FILE = '.server-lock'

/**
 * Makes this process the only server on a data directory: two would each keep a story in memory
 * and know nothing of the other's edits. The lock is SQLite's, held by the operating system, so it
 * is gone the moment the process is, however it ends. Backup, verify and the other commands go
 * their way beside it.
 *
 * @returns unlock
 * @throws Error when another server runs on the directory
 */
export function lockDataDir(dataDir: string): () => void {
  const lock = new DatabaseSync(join(dataDir, LOCK_FILE))
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw new Error(`Another server runs on ${dataDir}. Stop it, or set another DATA_DIR.`, {
      cause: error,
    })
  }
  return () => lock.close()
}
