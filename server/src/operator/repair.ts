import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { lockDataDir } from '../store/sqlite/lock-data-dir.ts'
import { UPDATES_FILE } from '../store/sqlite/sqlite-update-store.ts'
import { repairLog, type Repaired } from '../store/sqlite/update-log-repair.ts'
import { isBackedUp } from './backup.ts'
import { readTar } from './tar.ts'

/**
 * Sets aside whatever of the log cannot be read, and puts back what a backup still has of it (U9).
 * @param backupFile a backup of this very newsroom, older or newer
 * @throws when a server runs on the directory, there is no log in it, or the file is no backup
 */
export async function repair(dataDir: string, backupFile?: string): Promise<Repaired> {
  const file = join(dataDir, UPDATES_FILE)
  if (!existsSync(file)) throw new Error(`There is no data in ${dataDir}.`)
  const unlock = lockDataDir(dataDir)
  const scratch = await mkdtemp(join(dataDir, '.repair-'))
  try {
    if (backupFile === undefined) return repairLog(file)
    const tar = join(scratch, 'archive.tar')
    await pipeline(createReadStream(backupFile), createGunzip(), createWriteStream(tar))
    const names = await readTar(tar, scratch, isBackedUp)
    if (!names.includes(UPDATES_FILE)) throw new Error('This is not a Dateline backup.')
    return repairLog(file, join(scratch, UPDATES_FILE))
  } finally {
    await rm(scratch, { recursive: true, force: true })
    unlock()
  }
}
