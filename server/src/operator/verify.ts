import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as Y from 'yjs'
import { MEDIA_FOLDER, sha256Of } from '../media/file-media-store.ts'
import { replay } from '../store/replay.ts'
import { DATABASE_FILE } from '../store/sqlite/open-database.ts'
import { UPDATES_FILE } from '../store/sqlite/sqlite-update-store.ts'
import { UpdateLogReader } from '../store/sqlite/update-log-reader.ts'
import type { Quarantined, Snapshot } from '../store/update-store.ts'

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

/** A trouble as a sentence. */
export function inWords({ storyId, kind, firstSeq, lastSeq, reason }: Quarantined): string {
  const one = firstSeq === lastSeq
  const updates = one ? `update ${firstSeq}` : `updates ${firstSeq} to ${lastSeq}`
  const what = kind === 'snapshot' ? `the snapshot of update ${firstSeq}` : updates
  const is = one ? 'is' : 'are'
  const how = reason === 'missing' ? 'missing' : 'damaged: the checksum is wrong'
  return `Story ${storyId}: ${what} ${is} ${how}.`
}

function verifyStory(reader: UpdateLogReader, storyId: string) {
  const { log, troubles } = reader.read(storyId, 0, reader.head(storyId))
  const found = troubles.map(inWords)
  for (const known of reader.quarantined(storyId)) found.push(`In quarantine: ${inWords(known)}`)
  const doc = new Y.Doc()
  const snapshots = [...reader.snapshots(storyId)].toReversed()
  const isWhole = troubles.length === 0 && reader.quarantined(storyId).length === 0
  let next = 0
  for (const snapshot of snapshots) {
    const { seq, at } = snapshot
    const range = { kind: 'snapshot', firstSeq: seq, lastSeq: seq, from: at, to: at } as const
    if (!snapshot.isSound) {
      found.push(inWords({ storyId, ...range, authors: [], reason: 'damaged', isLost: false }))
      continue
    }
    const until = log.findIndex((entry) => entry.seq > seq)
    const some = log.slice(next, until === -1 ? undefined : until)
    found.push(...applyAll(doc, storyId, some))
    next += some.length
    if (isWhole && !isStateOf(doc, snapshot)) {
      found.push(`Story ${storyId}: the snapshot of update ${seq} is not what the log says.`)
    }
  }
  found.push(...applyAll(doc, storyId, log.slice(next)))
  doc.destroy()
  return { updates: log.length, troubles: found }
}

function applyAll(
  doc: Y.Doc,
  storyId: string,
  log: readonly { seq: number; update: Uint8Array }[],
): readonly string[] {
  const troubles: string[] = []
  doc.transact(() => {
    for (const { seq, update } of log) {
      try {
        Y.decodeUpdate(update)
        Y.applyUpdate(doc, update)
      } catch {
        troubles.push(`Story ${storyId}: update ${seq} does not decode.`)
      }
    }
  })
  return troubles
}

/** The same items and the same deletions: no two documents can have these and read differently. */
function isStateOf(doc: Y.Doc, snapshot: Snapshot): boolean {
  const other = new Y.Doc()
  try {
    replay(other, { snapshot, updates: [] })
    return Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(other))
  } catch {
    return false
  } finally {
    other.destroy()
  }
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
