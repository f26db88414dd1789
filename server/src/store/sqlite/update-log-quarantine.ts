import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { Quarantined } from '../update-store.ts'

/** Moves what cannot be read out of the log, bytes and all, where it is kept for a person to look at. */
export class UpdateLogQuarantine {
  readonly #insert: StatementSync
  readonly #take: Readonly<
    Record<Quarantined['kind'], { find: StatementSync; drop: StatementSync }>
  >

  constructor(db: DatabaseSync) {
    this.#insert = db.prepare(
      'INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    const of = (table: string, bytes: string, key: string) => ({
      find: db.prepare(
        `SELECT crc, ${bytes} AS bytes FROM ${table} WHERE story_id = ? AND ${key} = ?`,
      ),
      drop: db.prepare(`DELETE FROM ${table} WHERE story_id = ? AND ${key} = ?`),
    })
    this.#take = {
      update: of('updates', 'bytes', 'seq'),
      log: of('packed', 'CAST(entries || updates AS BLOB)', 'first_seq'),
      snapshot: of('snapshots', 'bytes', 'seq'),
    }
  }

  /** Call it within a transaction. */
  add(trouble: Quarantined): void {
    const { storyId, kind, firstSeq, lastSeq, from, to, authors, reason, isLost } = trouble
    const { find, drop } = this.#take[kind]
    const row = reason === 'damaged' ? find.get(storyId, firstSeq) : undefined
    const bytes = (row?.['bytes'] ?? null) as SQLInputValue
    const crc = (row?.['crc'] ?? null) as SQLInputValue
    const who = JSON.stringify(authors)
    const lost = isLost ? 1 : 0
    this.#insert.run(storyId, kind, firstSeq, lastSeq, from, to, who, reason, lost, crc, bytes)
    if (reason === 'damaged') drop.run(storyId, firstSeq)
  }
}
