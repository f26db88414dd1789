import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { isMediaHash } from '@dateline/shared/editor-schema/figure-node'
import { MEDIA_FOLDER } from '../media/file-media-store.ts'
import { DATABASE_FILE } from '../store/sqlite/open-database.ts'
import { SqliteUpdateStore, UPDATES_FILE } from '../store/sqlite/sqlite-update-store.ts'
import { readTar, writeTarGz, type ArchiveFile } from './tar.ts'

const SECRET_FILE = 'auth-secret'
const DATABASES = [DATABASE_FILE, UPDATES_FILE]
const isPicture = (name: string): boolean =>
  name.startsWith(`${MEDIA_FOLDER}/`) && isMediaHash(name.slice(MEDIA_FOLDER.length + 1))

/** Is this name one that a backup may hold? */
export const isBackedUp = (name: string): boolean =>
  [...DATABASES, SECRET_FILE].includes(name) || isPicture(name)

/**
 * Writes everything in DATA_DIR into one .tar.gz while the server may be running: SQLite copies
 * each file as it stands at one moment. The database first, so that a decision in it is about an
 * update the later copy of the log has; the pictures last, which are never changed or taken away.
 *
 * @throws when there is nothing to back up, or the file exists
 */
export async function backup(dataDir: string, file: string): Promise<void> {
  if (!existsSync(join(dataDir, UPDATES_FILE))) throw new Error(`There is no data in ${dataDir}.`)
  if (existsSync(file)) throw new Error(`${file} exists already.`)
  const scratch = await mkdtemp(join(dataDir, '.backup-'))
  try {
    const files: ArchiveFile[] = []
    for (const name of DATABASES) {
      const db = new DatabaseSync(join(dataDir, name))
      const path = join(scratch, name)
      db.exec('PRAGMA busy_timeout = 10000')
      db.prepare('VACUUM INTO ?').run(path)
      db.close()
      files.push({ name, path })
    }
    const secret = join(dataDir, SECRET_FILE)
    if (existsSync(secret)) files.push({ name: SECRET_FILE, path: secret })
    for (const name of await pictures(dataDir)) files.push({ name, path: join(dataDir, name) })
    await writeTarGz(file, files)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/**
 * Puts a backup into an empty DATA_DIR. The server must not be running on it. Every story begins a
 * new epoch (U10): what people wrote after the backup is offered to them again, and not mixed in.
 * @throws when the directory holds data, or the file is no backup; the directory is then unchanged
 */
export async function restore(dataDir: string, file: string): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  const there = (await readdir(dataDir)).filter((name) => !name.startsWith('.'))
  if (there.length > 0) {
    throw new Error(`${dataDir} holds data. Move it away first: a restore never overwrites.`)
  }
  const scratch = await mkdtemp(join(dataDir, '.restore-'))
  try {
    const tar = join(scratch, 'archive.tar')
    await pipeline(createReadStream(file), createGunzip(), createWriteStream(tar))
    const names = await readTar(tar, scratch, isBackedUp)
    if (!DATABASES.every((name) => names.includes(name))) {
      throw new Error('This is not a Dateline backup.')
    }
    await beginEpoch(scratch)
    if (names.some(isPicture)) {
      await rename(join(scratch, MEDIA_FOLDER), join(dataDir, MEDIA_FOLDER))
    }
    for (const name of names.filter((name) => !isPicture(name))) {
      await rename(join(scratch, name), join(dataDir, name))
    }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** Before the files are where a server would find them: no crash leaves them in the old epoch. */
async function beginEpoch(dir: string): Promise<void> {
  const store = new SqliteUpdateStore(dir)
  await store.renewEpoch(null)
  await store.close()
}

/** As they are named in the archive. */
async function pictures(dataDir: string): Promise<string[]> {
  const folder = join(dataDir, MEDIA_FOLDER)
  if (!existsSync(folder)) return []
  const names = await readdir(folder)
  return names.map((name) => `${MEDIA_FOLDER}/${name}`).filter(isPicture)
}
