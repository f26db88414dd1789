import { randomUUID } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Pool, PoolClient } from 'pg'
import type { Logger } from 'pino'
import { lostIn } from '../damage.ts'
import { bytesOf, openingOf, spoiltSnapshot, upToBytes, type Row } from '../log-rows.ts'
import { PACK_ROWS, packLog, type PackedLog } from '../packed-log.ts'
import type { Added, SharedLog } from '../shared-log.ts'
import { surplusOf } from '../snapshot-ladder.ts'
import {
  type Append,
  type LogEntry,
  type PastState,
  type Quarantined,
  type Snapshot,
  type StoredOpening,
  type StoredStory,
  type StoreSizes,
} from '../update-store.ts'
import { heldCommit } from './held-commit.ts'
import { inTransaction } from './in-transaction.ts'
import { commitBatch, findBatch } from './log-commit.ts'
import { renewEpoch, setAside } from './log-quarantine.ts'
import { LogReader } from './log-reader.ts'
import { makeLogTables } from './log-schema.ts'
import { openPool } from './postgres-pool.ts'

/** Commits under way at once; everything else has connections of its own. */
export const COMMITS_AT_ONCE = 4
const OTHERS = 6
/** Approvals under way at once; of their own, for what is done under a lock reads, too. */
const LOCKS = 3
/** Sums over everything are too slow to be asked for often; other nodes' writes show this late. */
const SIZES_FOR_MS = 5 * 60_000

/**
 * The log in PostgreSQL, for several nodes at once (rules U1–U12, N1–N4). A commit is one statement.
 * While the database is away, commits wait for it, and nothing is acknowledged.
 */
export class PostgresUpdateStore implements SharedLog {
  readonly #commits: Pool
  readonly #others: Pool
  readonly #locks: Pool
  readonly #packing = new Set<string>()
  readonly #listeners = new Set<(batch: readonly Append[], seqs: readonly number[]) => void>()
  #sizes: { sum: Mutable<StoreSizes>; until: number } | null = null
  #isClosed = false

  private constructor(commits: Pool, others: Pool, locks: Pool) {
    this.#commits = commits
    this.#others = others
    this.#locks = locks
  }

  /** @throws when the database cannot be reached */
  static async open(url: string, log: Logger): Promise<PostgresUpdateStore> {
    const commits = openPool(url, COMMITS_AT_ONCE, log)
    const others = openPool(url, OTHERS, log)
    const locks = openPool(url, LOCKS, log)
    try {
      await makeLogTables(commits)
    } catch (error) {
      await Promise.all([commits.end(), others.end(), locks.end()])
      throw error
    }
    return new PostgresUpdateStore(commits, others, locks)
  }

  async commit(batch: readonly Append[], at: number): Promise<readonly number[]> {
    const id = randomUUID()
    const seqs = await heldCommit({
      first: () => commitBatch(this.#commits, batch, at, id),
      again: () => this.#commitOnce(batch, at, id),
      isOver: () => this.#isClosed,
    })
    if (this.#sizes) this.#sizes.sum.logBytes += bytesOf(batch)
    for (const listener of this.#listeners) listener(batch, seqs)
    return seqs
  }

  onCommitted(listener: (batch: readonly Append[], seqs: readonly number[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  locked<T>(storyId: string, act: (seq: number) => Promise<T>): Promise<T> {
    return inTransaction(this.#locks, 'BEGIN', async (client) => {
      const { rows } = await client.query<{ seq: number }>(
        'SELECT seq FROM log.heads WHERE story_id = $1 FOR UPDATE',
        [storyId],
      )
      return act(rows[0]?.seq ?? 0)
    })
  }

  load(storyId: string): Promise<StoredStory | undefined> {
    return this.#readAround(storyId, async (reader, notice) => {
      const seq = await reader.head(storyId)
      if (seq === 0) return undefined
      const { snapshot, spoilt } = await base(reader, storyId, Infinity)
      const { log, troubles } = await reader.read(storyId, snapshot?.seq ?? 0, seq)
      notice([...spoilt, ...troubles.map((trouble) => ({ ...trouble, isLost: true }))])
      return {
        snapshot,
        updates: log.map(({ update }) => update),
        seq,
        claims: await reader.claims(storyId),
        authorship: await reader.authorship(storyId),
        epoch: await reader.epoch(storyId),
        lost: lostIn(await reader.quarantined(storyId)),
      }
    })
  }

  async authors(storyId: string): Promise<readonly string[]> {
    const claims = await this.#read((reader) => reader.claims(storyId))
    return [...new Set(claims.values())]
  }

  loadUntil(storyId: string, time: number): Promise<PastState> {
    return this.#readAround(storyId, async (reader, notice) => {
      const { snapshot, spoilt } = await base(reader, storyId, time)
      const after = snapshot?.seq ?? 0
      const { log, troubles } = await reader.read(
        storyId,
        after,
        await reader.lastBy(storyId, time),
      )
      if (spoilt.length + troubles.length > 0) {
        const newest = (await base(reader, storyId, Infinity)).snapshot?.seq ?? 0
        notice([...spoilt, ...troubles.map((it) => ({ ...it, isLost: it.firstSeq > newest }))])
      }
      const then = log.filter(({ at }) => at <= time)
      const last = then.at(-1)?.seq ?? after
      const lost = (await reader.quarantined(storyId)).filter(
        ({ kind, firstSeq, lastSeq, isLost }) =>
          kind !== 'snapshot' && firstSeq <= last && (isLost || lastSeq > after),
      )
      const updates = then.map(({ update }) => update)
      return { snapshot, updates, claims: await reader.claims(storyId), lost }
    })
  }

  firstCommit(storyId: string): Promise<number | undefined> {
    return this.#read((reader) => reader.firstAt(storyId))
  }

  log(storyId: string): Promise<readonly LogEntry[]> {
    return this.#read((reader) => reader.entries(storyId))
  }

  async lastCommits(): Promise<ReadonlyMap<string, number>> {
    const { rows } = await this.#others.query<{ story_id: string; at: number }>(
      `SELECT story_id, max(at) AS at FROM (
        SELECT story_id, max(at) AS at FROM log.updates GROUP BY 1
        UNION ALL SELECT story_id, max(to_at) FROM log.packed GROUP BY 1) AS t GROUP BY 1`,
    )
    return new Map(rows.map(({ story_id, at }) => [story_id, at]))
  }

  async heads(storyIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { rows } = await this.#others.query<{ story_id: string; seq: number }>({
      name: 'heads',
      text: 'SELECT story_id, seq FROM log.heads WHERE story_id = ANY($1)',
      values: [storyIds],
    })
    return new Map(rows.map(({ story_id, seq }) => [story_id, seq]))
  }

  since(storyId: string, after: number): Promise<Added | undefined> {
    return this.#readAround(storyId, async (reader, notice) => {
      const seq = await reader.head(storyId)
      if (seq === 0) return undefined
      const { log, troubles } = await reader.read(storyId, after, seq)
      notice(troubles.map((trouble) => ({ ...trouble, isLost: true })))
      return {
        updates: log,
        seq,
        claims: await reader.claims(storyId, after),
        authorship: await reader.authorship(storyId, after),
        epoch: await reader.epoch(storyId),
      }
    })
  }

  async saveSnapshot(storyId: string, { seq, bytes }: Snapshot): Promise<void> {
    const { rowCount } = await this.#others.query(
      `INSERT INTO log.snapshots SELECT $1, $2::bigint, coalesce(max(at), 0), $3, $4 FROM (
        SELECT max(at) AS at FROM log.updates WHERE story_id = $1 AND seq <= $2
        UNION ALL SELECT max(to_at) FROM log.packed WHERE story_id = $1 AND first_seq <= $2) AS t
       HAVING $2 BETWEEN 1 AND (SELECT seq FROM log.heads WHERE story_id = $1)
       ON CONFLICT DO NOTHING`,
      [storyId, seq, crc32(bytes), Buffer.from(bytes)],
    )
    if (rowCount !== 1) return
    if (this.#sizes) this.#sizes.sum.snapshotBytes += bytes.byteLength
    await this.#thinOut(storyId)
  }

  async #thinOut(storyId: string): Promise<void> {
    const { rows } = await this.#others.query<{ seq: number; size: number }>(
      `SELECT seq, octet_length(bytes) AS size FROM log.snapshots WHERE story_id = $1
       ORDER BY seq`,
      [storyId],
    )
    const gone = surplusOf(rows)
    if (gone.length === 0) return
    const size = rows.reduce((sum, one) => sum + (gone.includes(one.seq) ? one.size : 0), 0)
    await this.#others.query('DELETE FROM log.snapshots WHERE story_id = $1 AND seq = ANY($2)', [
      storyId,
      gone,
    ])
    if (this.#sizes) this.#sizes.sum.snapshotBytes -= size
  }

  async saveOpening(storyId: string, { seq, bytes }: StoredOpening): Promise<void> {
    await this.#others.query(
      `INSERT INTO log.openings AS had VALUES ($1, $2, $3, $4) ON CONFLICT (story_id) DO UPDATE
       SET seq = excluded.seq, crc = excluded.crc, bytes = excluded.bytes
       WHERE excluded.seq > had.seq`,
      [storyId, seq, crc32(bytes), Buffer.from(bytes)],
    )
  }

  async opening(storyId: string): Promise<StoredOpening | undefined> {
    const { rows } = await this.#others.query<Row>(
      'SELECT seq, crc, bytes FROM log.openings WHERE story_id = $1',
      [storyId],
    )
    return openingOf(rows[0])
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
    await this.#inTransaction((client) => renewEpoch(client, storyId ?? ''))
  }

  quarantined(): Promise<readonly Quarantined[]> {
    return this.#read((reader) => reader.allQuarantined())
  }

  async sizes(): Promise<StoreSizes> {
    if (!this.#sizes || performance.now() > this.#sizes.until) {
      this.#sizes = { sum: await this.#sumUp(), until: performance.now() + SIZES_FOR_MS }
    }
    return { ...this.#sizes.sum }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    await Promise.all([this.#commits.end(), this.#others.end(), this.#locks.end()])
  }

  /**
   * Again, after a try of which nobody heard: under the lock of its stories' heads, so that the
   * first try has ended, one way or the other.
   */
  #commitOnce(batch: readonly Append[], at: number, id: string): Promise<readonly number[]> {
    return this.#inTransaction(async (client) => {
      const stories = batch.map(({ storyId }) => storyId)
      await client.query(
        'SELECT 1 FROM log.heads WHERE story_id = ANY($1) ORDER BY story_id FOR UPDATE',
        [stories],
      )
      const found = await findBatch(client, batch, id)
      return found ?? commitBatch(client, batch, at, id)
    })
  }

  async #pack(storyId: string): Promise<number> {
    const found = await this.#read(async (reader, client) => {
      const newest = (await base(reader, storyId, Infinity)).snapshot
      const { rows } = await client.query<{ seq: number | null }>(
        'SELECT min(seq) AS seq FROM log.updates WHERE story_id = $1',
        [storyId],
      )
      const from = rows[0]?.seq ?? null
      if (!newest || from === null || from > newest.seq) return undefined
      return reader.readUnpacked(storyId, from - 1, Math.min(newest.seq, from + PACK_ROWS - 1))
    })
    if (!found) return 0
    if (found.troubles.length > 0) await this.#setAside(storyId, found.troubles)
    const some = upToBytes(found.log)
    if (some.length === 0) return found.troubles.length
    const packed = await packLog(some)
    if (!(await this.#replace(storyId, packed, some.length))) return 0
    if (this.#sizes) {
      this.#sizes.sum.logBytes -= bytesOf(some)
      this.#sizes.sum.packedBytes += packed.entries.byteLength + packed.updates.byteLength
    }
    return some.length
  }

  /** @returns false when another node has packed them meanwhile */
  async #replace(storyId: string, packed: PackedLog, count: number): Promise<boolean> {
    const { firstSeq, lastSeq, from, to, crc, entries, updates } = packed
    return this.#inTransaction(async (client) => {
      const { rowCount } = await client.query(
        'DELETE FROM log.updates WHERE story_id = $1 AND seq BETWEEN $2 AND $3',
        [storyId, firstSeq, lastSeq],
      )
      if (rowCount === 0) return false
      if (rowCount !== count) throw new Error('The log changed while it was packed.')
      await client.query('INSERT INTO log.packed VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
        storyId,
        firstSeq,
        lastSeq,
        from,
        to,
        crc,
        Buffer.from(entries),
        Buffer.from(updates),
      ])
      return true
    })
  }

  async #setAside(storyId: string, troubles: readonly Quarantined[]): Promise<void> {
    this.#sizes = null
    await this.#inTransaction((client) => setAside(client, storyId, troubles))
  }

  async #sumUp(): Promise<StoreSizes> {
    const { rows } = await this.#others.query<StoreSizes>(
      `SELECT (SELECT coalesce(sum(length(bytes)), 0)::bigint FROM log.updates) AS "logBytes",
        (SELECT coalesce(sum(length(entries) + length(updates)), 0)::bigint FROM log.packed)
          AS "packedBytes",
        (SELECT coalesce(sum(length(bytes)), 0)::bigint FROM log.snapshots) AS "snapshotBytes",
        (SELECT count(*) FROM log.quarantine) AS quarantined`,
    )
    const [sizes] = rows
    if (!sizes) throw new RangeError('no sum')
    return sizes
  }

  /** What cannot be read is set aside, and then it is read again, without it (U5). */
  async #readAround<T>(
    storyId: string,
    look: (reader: LogReader, notice: (troubles: readonly Quarantined[]) => void) => Promise<T>,
  ): Promise<T> {
    for (;;) {
      const found: Quarantined[] = []
      const result = await this.#read((reader) => look(reader, (some) => found.push(...some)))
      if (found.length === 0) return result
      await this.#setAside(storyId, found)
    }
  }

  /** One moment of the log, however many queries look at it. */
  #read<T>(look: (reader: LogReader, client: PoolClient) => Promise<T>): Promise<T> {
    return inTransaction(this.#others, 'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY', (it) =>
      look(new LogReader(it), it),
    )
  }

  #inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    return inTransaction(this.#commits, 'BEGIN', work)
  }
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/** The newest snapshot of `time` or before that can be read. */
async function base(reader: LogReader, storyId: string, time: number) {
  const spoilt: Quarantined[] = []
  for await (const { seq, at, bytes, isSound } of reader.snapshots(storyId, time)) {
    if (isSound) return { snapshot: { seq, bytes }, spoilt }
    spoilt.push(spoiltSnapshot(storyId, seq, at))
  }
  return { snapshot: null, spoilt }
}
