import { join } from 'node:path'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { lostIn } from '../damage.ts'
import { epochOf, newEpoch } from '../epoch.ts'
import { bytesOf, openingOf, spoiltSnapshot, toQuarantined, upToBytes } from '../log-rows.ts'
import { PACK_ROWS, packLog } from '../packed-log.ts'
import { surplusOf } from '../snapshot-ladder.ts'
import type {
  Append,
  LogEntry,
  PastState,
  Quarantined,
  Snapshot,
  StoredOpening,
  StoredStory,
  StoreSizes,
  UpdateStore,
} from '../update-store.ts'
import { openSqlite } from './node-sqlite.ts'
import { UpdateLogQuarantine } from './update-log-quarantine.ts'
import { UpdateLogReader } from './update-log-reader.ts'
import { UPDATE_LOG_SCHEMA } from './update-log-schema.ts'

/** The update log in DATA_DIR. */
export const UPDATES_FILE = 'updates.db'

/**
 * The log in one SQLite file of its own, so that no other query ever stands before a keystroke.
 * Every call to SQLite here is synchronous: a commit is on disk before its promise resolves, and
 * nothing of this process runs in between.
 */
export class SqliteUpdateStore implements UpdateStore {
  readonly #db: DatabaseSync
  readonly #reader: UpdateLogReader
  readonly #quarantine: UpdateLogQuarantine
  readonly #insert: StatementSync
  readonly #claim: StatementSync
  readonly #author: StatementSync
  /** The last sequence number of each story this process has written; it alone writes. */
  readonly #heads = new Map<string, number>()
  readonly #packing = new Set<string>()
  readonly #packLog: typeof packLog
  /** Summed up once, then kept: a sum over every update is too slow to be asked for often. */
  #sizes: Mutable<StoreSizes> | null = null

  /**
   * @param where the data directory, or the log where it is open already
   * @param pack compresses beside the event loop
   */
  constructor(where: string | DatabaseSync, pack = packLog) {
    this.#db = typeof where === 'string' ? openSqlite(join(where, UPDATES_FILE)) : where
    this.#packLog = pack
    this.#db.exec(UPDATE_LOG_SCHEMA)
    this.#reader = new UpdateLogReader(this.#db)
    this.#quarantine = new UpdateLogQuarantine(this.#db)
    this.#insert = this.#db.prepare('INSERT INTO updates VALUES (?, ?, ?, ?, ?, ?)')
    // Somebody else's: an owner that is nobody is refused.
    this.#claim = this.#db.prepare(
      `INSERT INTO claims VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET user_id = iif(user_id = excluded.user_id, user_id, NULL)`,
    )
    this.#author = this.#db.prepare(
      `INSERT INTO fact_authorship VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET last_edited_by = excluded.last_edited_by,
         last_edited_at = excluded.last_edited_at`,
    )
  }

  async commit(batch: readonly Append[], at: number): Promise<readonly number[]> {
    try {
      const seqs = this.#inTransaction(() => batch.map((entry) => this.#append(entry, at)))
      if (this.#sizes) this.#sizes.logBytes += bytesOf(batch)
      return seqs
    } catch (error) {
      for (const { storyId } of batch) this.#heads.delete(storyId)
      throw error
    }
  }

  async load(storyId: string): Promise<StoredStory | undefined> {
    const seq = this.#reader.head(storyId)
    if (seq === 0) return undefined
    const { snapshot, spoilt } = this.#base(storyId, Infinity)
    const { log, troubles } = this.#reader.read(storyId, snapshot?.seq ?? 0, seq)
    const found = [...spoilt, ...troubles.map((trouble) => ({ ...trouble, isLost: true }))]
    this.#setAside(storyId, found)
    return {
      snapshot,
      updates: log.map(({ update }) => update),
      seq,
      claims: this.#claims(storyId),
      authorship: this.#authorship(storyId),
      epoch: this.#epoch(storyId),
      lost: lostIn(this.#reader.quarantined(storyId)),
    }
  }

  async authors(storyId: string): Promise<readonly string[]> {
    return this.#db
      .prepare('SELECT user_id FROM claims WHERE story_id = ? GROUP BY user_id ORDER BY min(rowid)')
      .all(storyId)
      .map((row) => String(row['user_id']))
  }

  async loadUntil(storyId: string, time: number): Promise<PastState> {
    const { snapshot, spoilt } = this.#base(storyId, time)
    const after = snapshot?.seq ?? 0
    const { log, troubles } = this.#reader.read(storyId, after, this.#reader.lastBy(storyId, time))
    if (spoilt.length + troubles.length > 0) {
      const newest = this.#base(storyId, Infinity).snapshot?.seq ?? 0
      const found = troubles.map((it) => ({ ...it, isLost: it.firstSeq > newest }))
      this.#setAside(storyId, [...spoilt, ...found])
    }
    const then = log.filter(({ at }) => at <= time)
    const last = then.at(-1)?.seq ?? after
    const lost = this.#reader.quarantined(storyId).filter(({ kind, firstSeq, lastSeq, isLost }) => {
      return kind !== 'snapshot' && firstSeq <= last && (isLost || lastSeq > after)
    })
    const updates = then.map(({ update }) => update)
    return { snapshot, updates, claims: this.#claims(storyId), lost }
  }

  async firstCommit(storyId: string): Promise<number | undefined> {
    return this.#reader.firstAt(storyId)
  }

  async log(storyId: string): Promise<readonly LogEntry[]> {
    return this.#reader.entries(storyId)
  }

  async lastCommits(): Promise<ReadonlyMap<string, number>> {
    const rows = this.#db
      .prepare(
        `SELECT story_id, max(at) AS at FROM (
          SELECT story_id, max(at) AS at FROM updates GROUP BY 1
          UNION ALL SELECT story_id, max(to_at) FROM packed GROUP BY 1) GROUP BY 1`,
      )
      .all()
    return new Map(rows.map((row) => [String(row['story_id']), Number(row['at'])]))
  }

  async saveSnapshot(storyId: string, { seq, bytes }: Snapshot): Promise<void> {
    if (seq < 1 || seq > this.#reader.head(storyId)) return
    const { changes } = this.#db
      .prepare(
        `INSERT OR IGNORE INTO snapshots SELECT :id, :seq, max(at), :crc, :bytes FROM (
          SELECT max(at) AS at FROM updates WHERE story_id = :id AND seq <= :seq
          UNION ALL SELECT max(to_at) FROM packed WHERE story_id = :id AND first_seq <= :seq
          UNION ALL SELECT 0)`,
      )
      .run({ id: storyId, seq, crc: crc32(bytes), bytes })
    if (Number(changes) === 0) return
    if (this.#sizes) this.#sizes.snapshotBytes += bytes.byteLength
    this.#thinOut(storyId)
  }

  async saveOpening(storyId: string, { seq, bytes }: StoredOpening): Promise<void> {
    this.#db
      .prepare(
        `INSERT INTO openings VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
         SET seq = excluded.seq, crc = excluded.crc, bytes = excluded.bytes
         WHERE excluded.seq > seq`,
      )
      .run(storyId, seq, crc32(bytes), bytes)
  }

  async opening(storyId: string): Promise<StoredOpening | undefined> {
    const row = this.#db
      .prepare('SELECT seq, crc, bytes FROM openings WHERE story_id = ?')
      .get(storyId)
    return openingOf(row)
  }

  async pack(storyId: string): Promise<number> {
    if (this.#packing.has(storyId)) return 0
    this.#packing.add(storyId)
    try {
      return await this.#pack(storyId)
    } finally {
      this.#packing.delete(storyId)
    }
  }

  async renewEpoch(storyId: string | null): Promise<void> {
    this.#db.prepare('INSERT OR REPLACE INTO epochs VALUES (?, ?)').run(storyId ?? '', newEpoch())
  }

  async quarantined(): Promise<readonly Quarantined[]> {
    const columns = 'story_id, kind, first_seq, last_seq, from_at, to_at, authors, reason, is_lost'
    return this.#db
      .prepare(`SELECT ${columns} FROM quarantine ORDER BY story_id, first_seq`)
      .all()
      .map(toQuarantined)
  }

  async sizes(): Promise<StoreSizes> {
    this.#sizes ??= this.#sumUp()
    return { ...this.#sizes }
  }

  async close(): Promise<void> {
    if (this.#db.isOpen) this.#db.close()
  }

  #sumUp(): StoreSizes {
    const sum = (of: string, table: string) => {
      return Number(this.#db.prepare(`SELECT coalesce(${of}, 0) AS n FROM ${table}`).get()?.['n'])
    }
    return {
      logBytes: sum('sum(length(bytes))', 'updates'),
      packedBytes: sum('sum(length(entries) + length(updates))', 'packed'),
      snapshotBytes: sum('sum(length(bytes))', 'snapshots'),
      quarantined: sum('count(*)', 'quarantine'),
    }
  }

  #thinOut(storyId: string): void {
    const rungs = this.#db
      .prepare('SELECT seq, length(bytes) AS size FROM snapshots WHERE story_id = ? ORDER BY seq')
      .all(storyId)
      .map((row) => ({ seq: Number(row['seq']), size: Number(row['size']) }))
    const gone = new Set(surplusOf(rungs))
    if (gone.size === 0) return
    const drop = this.#db.prepare('DELETE FROM snapshots WHERE story_id = ? AND seq = ?')
    this.#inTransaction(() => {
      for (const seq of gone) drop.run(storyId, seq)
    })
    for (const { seq, size } of rungs) {
      if (this.#sizes && gone.has(seq)) this.#sizes.snapshotBytes -= size
    }
  }

  #append(entry: Append, at: number): number {
    const { storyId, update, authors } = entry
    const seq = (this.#heads.get(storyId) ?? this.#reader.head(storyId)) + 1
    this.#insert.run(storyId, seq, at, JSON.stringify(authors), crc32(update), update)
    for (const { clientId, userId } of entry.claims) this.#claim.run(storyId, clientId, userId)
    for (const { factId, authorship } of entry.authorship) {
      const { createdBy, lastEditedBy, lastEditedAt } = authorship
      this.#author.run(storyId, factId, createdBy, lastEditedBy, lastEditedAt)
    }
    this.#heads.set(storyId, seq)
    return seq
  }

  /** The newest snapshot of `time` or before that can be read. */
  #base(storyId: string, time: number) {
    const spoilt: Quarantined[] = []
    for (const { seq, at, bytes, isSound } of this.#reader.snapshots(storyId, time)) {
      if (isSound) return { snapshot: { seq, bytes }, spoilt }
      spoilt.push(spoiltSnapshot(storyId, seq, at))
    }
    return { snapshot: null, spoilt }
  }

  /** What the story lacks is another document than the one people have: a new epoch (U10). */
  #setAside(storyId: string, troubles: readonly Quarantined[]): void {
    if (troubles.length === 0) return
    this.#sizes = null
    this.#inTransaction(() => {
      for (const trouble of troubles) this.#quarantine.add(trouble)
      if (troubles.some(({ isLost }) => isLost)) {
        this.#db.prepare('INSERT OR REPLACE INTO epochs VALUES (?, ?)').run(storyId, newEpoch())
      }
    })
  }

  async #pack(storyId: string): Promise<number> {
    const newest = this.#base(storyId, Infinity).snapshot
    if (!newest) return 0
    const from = this.#db
      .prepare('SELECT min(seq) AS seq FROM updates WHERE story_id = ?')
      .get(storyId)?.['seq']
    if (typeof from !== 'number' || from > newest.seq) return 0
    const last = Math.min(newest.seq, from + PACK_ROWS - 1)
    const { log, troubles } = this.#reader.readUnpacked(storyId, from - 1, last)
    this.#setAside(storyId, troubles)
    const some = upToBytes(log)
    if (some.length === 0) return troubles.length
    const packed = await this.#packLog(some)
    this.#inTransaction(() => {
      const { firstSeq, lastSeq, from: since, to, crc, entries, updates } = packed
      const { changes } = this.#db
        .prepare('DELETE FROM updates WHERE story_id = ? AND seq BETWEEN ? AND ?')
        .run(storyId, firstSeq, lastSeq)
      if (Number(changes) !== some.length) throw new Error('The log changed while it was packed.')
      this.#db
        .prepare('INSERT INTO packed VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
        .run(storyId, firstSeq, lastSeq, since, to, crc, entries, updates)
    })
    if (this.#sizes) {
      this.#sizes.logBytes -= bytesOf(some)
      this.#sizes.packedBytes += packed.entries.byteLength + packed.updates.byteLength
    }
    return some.length
  }

  #claims(storyId: string): ReadonlyMap<number, string> {
    const rows = this.#db
      .prepare('SELECT client_id, user_id FROM claims WHERE story_id = ? ORDER BY rowid')
      .all(storyId)
    return new Map(rows.map((row) => [Number(row['client_id']), String(row['user_id'])]))
  }

  #authorship(storyId: string): StoredStory['authorship'] {
    const rows = this.#db.prepare('SELECT * FROM fact_authorship WHERE story_id = ?').all(storyId)
    return new Map(
      rows.map((row) => [
        String(row['fact_id']),
        {
          createdBy: String(row['created_by']),
          lastEditedBy: String(row['last_edited_by']),
          lastEditedAt: Number(row['last_edited_at']),
        },
      ]),
    )
  }

  #epoch(storyId: string): string {
    const find = this.#db.prepare('SELECT epoch FROM epochs WHERE story_id = ?')
    const [all, own] = ['', storyId].map((id) => find.get(id)?.['epoch'] as string | undefined)
    return epochOf(all, own)
  }

  #inTransaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.#db.exec('COMMIT')
      return result
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
      throw error
    }
  }
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }
