import { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import * as Y from 'yjs'
import { newEpoch } from '../epoch.ts'
import type { LoggedUpdate } from '../packed-log.ts'
import { replay } from '../replay.ts'
import type { Quarantined, Snapshot } from '../update-store.ts'
import { openSqlite } from './node-sqlite.ts'
import { UpdateLogQuarantine } from './update-log-quarantine.ts'
import { UpdateLogReader } from './update-log-reader.ts'
import { UPDATE_LOG_SCHEMA } from './update-log-schema.ts'

export interface Repaired {
  /** Set aside now. */
  readonly setAside: readonly Quarantined[]
  /** Put back from the backup, as story and number. */
  readonly putBack: readonly { readonly storyId: string; readonly seq: number }[]
}

/**
 * Goes through a whole log file that no server uses: sets aside whatever cannot be read, also in the
 * old log that nobody has asked for yet, and (given the log of a backup) puts back what is in
 * quarantine and whole there (U5, U9). Each story is one commit.
 */
export function repairLog(file: string, backupFile?: string): Repaired {
  const db = openSqlite(file)
  db.exec(UPDATE_LOG_SCHEMA)
  const backup = backupFile === undefined ? null : new DatabaseSync(backupFile)
  backup?.exec(UPDATE_LOG_SCHEMA) // a scratch copy, perhaps of an older version
  try {
    const reader = new UpdateLogReader(db)
    const spare = backup && new UpdateLogReader(backup)
    const setAside: Quarantined[] = []
    const putBack: { storyId: string; seq: number }[] = []
    for (const storyId of reader.stories()) {
      db.exec('BEGIN IMMEDIATE')
      setAside.push(...setAsideIn(db, reader, storyId))
      const back = spare ? spareUpdates(db, reader, spare, storyId) : []
      for (const update of back) returnTo(db, storyId, update)
      if (back.length > 0) dropSnapshotsAfter(db, storyId, Math.min(...back.map(({ seq }) => seq)))
      putBack.push(...back.map(({ seq }) => ({ storyId, seq })))
      db.exec('COMMIT')
    }
    return { setAside, putBack }
  } finally {
    db.close()
    backup?.close()
  }
}

function setAsideIn(db: DatabaseSync, reader: UpdateLogReader, storyId: string) {
  const quarantine = new UpdateLogQuarantine(db)
  const { log, troubles } = reader.read(storyId, 0, reader.head(storyId))
  const known = reader.quarantined(storyId)
  const bad = [...reader.snapshots(storyId)].filter((it) => !it.isSound || !isReadable(it))
  const covered = [...reader.snapshots(storyId)].find(
    (it) => !bad.some(({ seq }) => seq === it.seq),
  )
  const found: Quarantined[] = [
    ...bad.map(({ seq, at }) => trouble(storyId, 'snapshot', seq, at, [])),
    ...[...troubles, ...unreadable(storyId, log, known)].map((it) => {
      return { ...it, isLost: it.firstSeq > (covered?.seq ?? 0) }
    }),
  ]
  for (const it of found) quarantine.add(it)
  if (found.some(({ isLost }) => isLost)) {
    db.prepare('INSERT OR REPLACE INTO epochs VALUES (?, ?)').run(storyId, newEpoch())
  }
  return found
}

/** Updates whose checksum is right and which are no updates. Packed ones stay: nothing reads them. */
function unreadable(
  storyId: string,
  log: readonly LoggedUpdate[],
  known: readonly Quarantined[],
): readonly Quarantined[] {
  return log.flatMap(({ seq, at, authors, update }) => {
    if (known.some(({ firstSeq, lastSeq }) => seq >= firstSeq && seq <= lastSeq)) return []
    try {
      Y.decodeUpdate(update)
      return []
    } catch {
      return [trouble(storyId, 'update', seq, at, authors)]
    }
  })
}

function isReadable({ seq, bytes }: Snapshot): boolean {
  const doc = new Y.Doc()
  try {
    replay(doc, { snapshot: { seq, bytes }, updates: [] })
    return true
  } catch {
    return false
  } finally {
    doc.destroy()
  }
}

/**
 * What the backup has of a story's quarantine. Only the very same update may come back: by its
 * checksum where that is known, otherwise because the backup is of the same line of life there (the
 * nearest updates before and after it that both have are the same).
 */
function spareUpdates(
  db: DatabaseSync,
  reader: UpdateLogReader,
  spare: UpdateLogReader,
  storyId: string,
): readonly LoggedUpdate[] {
  const head = reader.head(storyId)
  const theirs = new Map(spare.read(storyId, 0, head).log.map((entry) => [entry.seq, entry]))
  const { log } = reader.read(storyId, 0, head)
  const isSameAt = (entry: LoggedUpdate | undefined) => {
    const other = entry && theirs.get(entry.seq)
    return !entry || (other !== undefined && Buffer.from(other.update).equals(entry.update))
  }
  const checksum = db.prepare(
    "SELECT crc FROM quarantine WHERE story_id = ? AND kind = 'update' AND first_seq = ?",
  )
  return reader.quarantined(storyId).flatMap(({ kind, firstSeq, lastSeq }) => {
    if (kind === 'snapshot') return []
    const some = [...theirs.values()].filter(({ seq }) => seq >= firstSeq && seq <= lastSeq)
    if (some.length !== lastSeq - firstSeq + 1) return []
    const crc = checksum.get(storyId, firstSeq)?.['crc']
    if (typeof crc === 'number') return some.filter(({ update }) => crc32(update) === crc)
    const [before, after] = [
      log.findLast(({ seq }) => seq < firstSeq),
      log.find(({ seq }) => seq > lastSeq && theirs.has(seq)),
    ]
    return isSameAt(before) && isSameAt(after) ? some : []
  })
}

function returnTo(db: DatabaseSync, storyId: string, entry: LoggedUpdate): void {
  const { seq, at, authors, update } = entry
  db.prepare(
    `DELETE FROM quarantine WHERE story_id = ? AND kind <> 'snapshot'
     AND first_seq <= ? AND last_seq >= ?`,
  ).run(storyId, seq, seq)
  db.prepare('INSERT INTO updates VALUES (?, ?, ?, ?, ?, ?)').run(
    storyId,
    seq,
    at,
    JSON.stringify(authors),
    crc32(update),
    update,
  )
}

/** They were made without what is back now. */
function dropSnapshotsAfter(db: DatabaseSync, storyId: string, seq: number): void {
  db.prepare('DELETE FROM snapshots WHERE story_id = ? AND seq >= ?').run(storyId, seq)
  db.prepare('DELETE FROM openings WHERE story_id = ? AND seq >= ?').run(storyId, seq)
}

const trouble = (
  storyId: string,
  kind: Quarantined['kind'],
  seq: number,
  at: number,
  authors: readonly string[],
): Quarantined => ({
  storyId,
  kind,
  firstSeq: seq,
  lastSeq: seq,
  from: at,
  to: at,
  authors,
  reason: 'damaged',
  isLost: false,
})
