import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import * as Y from 'yjs'
import { DATABASE_FILE } from '../store/sqlite/open-database.ts'
import { UPDATES_FILE } from '../store/sqlite/sqlite-update-store.ts'

export interface Verdict {
  readonly stories: number
  readonly updates: number
  /** One sentence each; empty when all is well. */
  readonly troubles: readonly string[]
}

/**
 * Reads everything that is stored and checks it: SQLite's own check of both files, each update's
 * checksum, numbering and decoding, and that every story in the database has a document (U2, U5).
 * Changes nothing; the server may be running.
 */
export function verify(dataDir: string): Verdict {
  const troubles: string[] = []
  const log = openToRead(join(dataDir, UPDATES_FILE))
  const db = openToRead(join(dataDir, DATABASE_FILE))
  try {
    for (const [name, file] of Object.entries({ [UPDATES_FILE]: log, [DATABASE_FILE]: db })) {
      for (const row of file.prepare('PRAGMA integrity_check').all()) {
        const [finding] = Object.values(row)
        if (finding !== 'ok') troubles.push(`${name}: ${String(finding)}`)
      }
    }
    const next = new Map<string, number>()
    let updates = 0
    const rows = log.prepare('SELECT story_id, seq, crc, bytes FROM updates ORDER BY story_id, seq')
    for (const row of rows.iterate()) {
      updates += 1
      const storyId = String(row['story_id'])
      const expected = next.get(storyId) ?? 1
      if (row['seq'] !== expected) {
        troubles.push(`Story ${storyId}: update ${expected} is missing.`)
      }
      next.set(storyId, Number(row['seq']) + 1)
      const trouble = checkUpdate(row['bytes'], Number(row['crc']))
      if (trouble) troubles.push(`Story ${storyId}: update ${String(row['seq'])} ${trouble}.`)
    }
    for (const { id } of db.prepare('SELECT id FROM stories').all()) {
      if (!next.has(String(id))) troubles.push(`Story ${String(id)} has no document.`)
    }
    return { stories: next.size, updates, troubles }
  } finally {
    log.close()
    db.close()
  }
}

function openToRead(file: string): DatabaseSync {
  if (!existsSync(file)) throw new Error(`There is no ${file}.`)
  return new DatabaseSync(file, { readOnly: true })
}

function checkUpdate(bytes: unknown, crc: number): string | undefined {
  if (!(bytes instanceof Uint8Array)) return 'has no content'
  if (crc32(bytes) !== crc) return 'is damaged: its checksum is wrong'
  try {
    Y.decodeUpdate(bytes)
    return undefined
  } catch {
    return 'does not decode'
  }
}
