import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { MEDIA_FOLDER, sha256Of } from '../media/file-media-store.ts'
import { DATABASE_FILE } from '../store/sqlite/open-database.ts'
import { UPDATES_FILE } from '../store/sqlite/sqlite-update-store.ts'
import { UpdateLogReader } from '../store/sqlite/update-log-reader.ts'
import { judgeStory } from './judge-story.ts'

export interface Verdict {
  readonly stories: number
  readonly updates: number
  /** One sentence each; empty when all is well. */
  readonly troubles: readonly string[]
}

/**
 * Reads everything that is stored and checks it: SQLite's own check of both files; every update,
 * packed or not: checksum, numbering, decoding; that every snapshot says what the log before it
 * says; that every story in the database has a document (U2, U5, U7, U8); and that every picture is
 * the one it was. Changes nothing; the server may be running.
 */
export function verify(dataDir: string): Verdict {
  const log = openToRead(join(dataDir, UPDATES_FILE))
  const db = openToRead(join(dataDir, DATABASE_FILE))
  try {
    log.exec('BEGIN') // one moment for everything that is read
    const troubles = [...integrity(UPDATES_FILE, log), ...integrity(DATABASE_FILE, db)]
    const reader = readerOf(log)
    const known = reader.stories()
    let updates = 0
    for (const storyId of known) {
      const story = verifyStory(reader, storyId)
      updates += story.updates
      troubles.push(...story.troubles)
    }
    for (const { id } of db.prepare('SELECT id FROM stories').all()) {
      if (!known.includes(String(id))) troubles.push(`Story ${String(id)} has no document.`)
    }
    const hasMedia = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'media'").get()
    const pictures = hasMedia ? db.prepare('SELECT DISTINCT sha256 FROM media').all() : []
    for (const row of pictures) {
      const trouble = checkPicture(dataDir, String(row['sha256']))
      if (trouble) troubles.push(trouble)
    }
    return { stories: known.length, updates, troubles }
  } finally {
    log.close()
    db.close()
  }
}

function verifyStory(reader: UpdateLogReader, storyId: string) {
  return judgeStory({
    storyId,
    stretch: reader.read(storyId, 0, reader.head(storyId)),
    quarantined: reader.quarantined(storyId),
    snapshots: [...reader.snapshots(storyId)],
  })
}

function integrity(name: string, file: DatabaseSync): readonly string[] {
  return file
    .prepare('PRAGMA integrity_check')
    .all()
    .map((row) => String(Object.values(row)[0]))
    .filter((finding) => finding !== 'ok')
    .map((finding) => `${name}: ${finding}`)
}

function openToRead(file: string): DatabaseSync {
  if (!existsSync(file)) throw new Error(`There is no ${file}.`)
  return new DatabaseSync(file, { readOnly: true })
}

function readerOf(log: DatabaseSync): UpdateLogReader {
  const packed = log.prepare("SELECT 1 FROM sqlite_master WHERE name = 'packed'").get()
  if (!packed) {
    throw new Error('An older version wrote this data. Start the server on it once, then verify.')
  }
  return new UpdateLogReader(log)
}

function checkPicture(dataDir: string, sha256: string): string | undefined {
  const path = join(dataDir, MEDIA_FOLDER, sha256)
  if (!existsSync(path)) return `Picture ${sha256} is missing.`
  return sha256Of(readFileSync(path)) === sha256 ? undefined : `Picture ${sha256} is damaged.`
}
