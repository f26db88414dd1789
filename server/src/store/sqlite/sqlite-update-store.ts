import { join } from 'node:path'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import type { Append, LogEntry, StoredStory, UpdateStore } from '../update-store.ts'
import { openSqlite } from './node-sqlite.ts'

/** The update log in DATA_DIR. */
export const UPDATES_FILE = 'updates.db'

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS updates (
    story_id TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
    authors TEXT NOT NULL, crc INTEGER NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (story_id, seq));
  CREATE TABLE IF NOT EXISTS claims (
    story_id TEXT NOT NULL, client_id INTEGER NOT NULL, user_id TEXT NOT NULL,
    PRIMARY KEY (story_id, client_id));
  CREATE TABLE IF NOT EXISTS fact_authorship (
    story_id TEXT NOT NULL, fact_id TEXT NOT NULL, created_by TEXT NOT NULL,
    last_edited_by TEXT NOT NULL, last_edited_at INTEGER NOT NULL,
    PRIMARY KEY (story_id, fact_id)) WITHOUT ROWID;
  CREATE TRIGGER IF NOT EXISTS updates_no_update BEFORE UPDATE ON updates
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;`

/**
 * The log in one SQLite file of its own, so that no other query ever stands before a keystroke.
 * Every call to SQLite here is synchronous: a commit is on disk before its promise resolves, and
 * nothing of this process runs in between.
 */
export class SqliteUpdateStore implements UpdateStore {
  readonly #db: DatabaseSync
  readonly #next: StatementSync
  readonly #insert: StatementSync
  readonly #claim: StatementSync
  readonly #author: StatementSync

  constructor(dataDir: string) {
    this.#db = openSqlite(join(dataDir, UPDATES_FILE))
    this.#db.exec(SCHEMA)
    this.#next = this.#db.prepare(
      'SELECT coalesce(max(seq), 0) + 1 AS seq FROM updates WHERE story_id = ?',
    )
    this.#insert = this.#db.prepare('INSERT INTO updates VALUES (?, ?, ?, ?, ?, ?)')
    this.#claim = this.#db.prepare('INSERT INTO claims VALUES (?, ?, ?)')
    this.#author = this.#db.prepare(
      `INSERT INTO fact_authorship VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET last_edited_by = excluded.last_edited_by,
         last_edited_at = excluded.last_edited_at`,
    )
  }

  async commit(batch: readonly Append[], at: number): Promise<readonly number[]> {
    this.#db.exec('BEGIN IMMEDIATE')
    try {
      const seqs = batch.map((entry) => this.#append(entry, at))
      this.#db.exec('COMMIT')
      return seqs
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
      throw error
    }
  }

  async load(storyId: string): Promise<StoredStory | undefined> {
    const rows = this.#db
      .prepare('SELECT seq, crc, bytes FROM updates WHERE story_id = ? ORDER BY seq')
      .all(storyId)
    const last = rows.at(-1)
    if (!last) return undefined
    const claims = this.#db
      .prepare('SELECT client_id, user_id FROM claims WHERE story_id = ? ORDER BY rowid')
      .all(storyId)
    const authorship = this.#db
      .prepare('SELECT * FROM fact_authorship WHERE story_id = ?')
      .all(storyId)
    return {
      updates: rows.map((row) => checked(storyId, row)),
      seq: Number(last['seq']),
      claims: new Map(claims.map((row) => [Number(row['client_id']), String(row['user_id'])])),
      authorship: new Map(
        authorship.map((row) => [
          String(row['fact_id']),
          {
            createdBy: String(row['created_by']),
            lastEditedBy: String(row['last_edited_by']),
            lastEditedAt: Number(row['last_edited_at']),
          },
        ]),
      ),
    }
  }

  async authors(storyId: string): Promise<readonly string[]> {
    return this.#db
      .prepare('SELECT user_id FROM claims WHERE story_id = ? GROUP BY user_id ORDER BY min(rowid)')
      .all(storyId)
      .map((row) => String(row['user_id']))
  }

  async loadUntil(storyId: string, time: number): Promise<readonly Uint8Array[]> {
    return this.#db
      .prepare('SELECT seq, crc, bytes FROM updates WHERE story_id = ? AND at <= ? ORDER BY seq')
      .all(storyId, time)
      .map((row) => checked(storyId, row))
  }

  async log(storyId: string): Promise<readonly LogEntry[]> {
    return this.#db
      .prepare('SELECT seq, at, authors FROM updates WHERE story_id = ? ORDER BY seq')
      .all(storyId)
      .map((row) => ({
        seq: Number(row['seq']),
        at: Number(row['at']),
        authors: JSON.parse(String(row['authors'])) as string[],
      }))
  }

  async lastCommits(): Promise<ReadonlyMap<string, number>> {
    const rows = this.#db.prepare('SELECT story_id, max(at) AS at FROM updates GROUP BY 1').all()
    return new Map(rows.map((row) => [String(row['story_id']), Number(row['at'])]))
  }

  async close(): Promise<void> {
    if (this.#db.isOpen) this.#db.close()
  }

  #append(entry: Append, at: number): number {
    const seq = Number(this.#next.get(entry.storyId)?.['seq'])
    const { storyId, update, authors } = entry
    this.#insert.run(storyId, seq, at, JSON.stringify(authors), crc32(update), update)
    for (const { clientId, userId } of entry.claims) this.#claim.run(storyId, clientId, userId)
    for (const { factId, authorship } of entry.authorship) {
      const { createdBy, lastEditedBy, lastEditedAt } = authorship
      this.#author.run(storyId, factId, createdBy, lastEditedBy, lastEditedAt)
    }
    return seq
  }
}

type Row = Record<string, unknown>

/** A flipped bit must be noticed here, not decoded into somebody's story (U5). */
function checked(storyId: string, row: Row): Uint8Array {
  const bytes = row['bytes']
  if (!(bytes instanceof Uint8Array) || crc32(bytes) !== Number(row['crc'])) {
    throw new Error(`Update ${String(row['seq'])} of story ${storyId} is damaged on disk.`)
  }
  return bytes
}
