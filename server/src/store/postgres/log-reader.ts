import { crc32 } from 'node:zlib'
import type { Authorship } from '@dateline/shared/facts/status'
import type { ClientBase } from 'pg'
import { epochOf } from '../epoch.ts'
import {
  entryOf,
  freshOf,
  stretchOf,
  toQuarantined,
  unpackable,
  unpackEntriesOf,
  type Row,
  type Stretch,
} from '../log-rows.ts'
import type { LogEntry, Quarantined, Snapshot } from '../update-store.ts'

const QUARANTINE = 'story_id, kind, first_seq, last_seq, from_at, to_at, authors, reason, is_lost'

/** Reads a story's log over one connection, so within one transaction's view of it (U5). */
export class LogReader {
  readonly #client: ClientBase

  constructor(client: ClientBase) {
    this.#client = client
  }

  /** The sequence number of the last update, 0 for a story that was never written. */
  async head(storyId: string): Promise<number> {
    const [row] = await this.#rows('SELECT seq FROM log.heads WHERE story_id = $1', storyId)
    return Number(row?.['seq'] ?? 0)
  }

  /** All that was committed by then, and a little that came later, lies up to this number. */
  async lastBy(storyId: string, time: number): Promise<number> {
    const [row] = await this.#rows(
      `SELECT greatest((SELECT seq FROM log.updates WHERE story_id = $1 AND at <= $2
          ORDER BY seq DESC LIMIT 1),
        (SELECT max(last_seq) FROM log.packed WHERE story_id = $1 AND from_at <= $2)) AS seq`,
      storyId,
      asBigint(time),
    )
    return Number(row?.['seq'] ?? 0)
  }

  /** When a story was first written, ms since epoch. */
  async firstAt(storyId: string): Promise<number | undefined> {
    const [row] = await this.#rows(
      `SELECT coalesce((SELECT min(from_at) FROM log.packed WHERE story_id = $1),
        (SELECT at FROM log.updates WHERE story_id = $1 ORDER BY seq LIMIT 1)) AS at`,
      storyId,
    )
    const at = row?.['at'] ?? null
    return at === null ? undefined : Number(at)
  }

  /**
   * Snapshots of `time` or before, newest first, one at a time; `isSound` is false for one whose
   * checksum is wrong.
   */
  async *snapshots(
    storyId: string,
    time = Infinity,
  ): AsyncIterable<Snapshot & { at: number; isSound: boolean }> {
    for (let below = Number.MAX_SAFE_INTEGER; ;) {
      const [row] = await this.#rows(
        `SELECT seq, at, crc, bytes FROM log.snapshots
         WHERE story_id = $1 AND seq < $2 AND at <= $3 ORDER BY seq DESC LIMIT 1`,
        storyId,
        below,
        asBigint(time),
      )
      if (!row) return
      below = Number(row['seq'])
      const bytes = row['bytes'] as Uint8Array
      yield { seq: below, at: Number(row['at']), bytes, isSound: crc32(bytes) === row['crc'] }
    }
  }

  /** The updates after `after`, up to `last`. */
  async read(storyId: string, after: number, last: number): Promise<Stretch> {
    const packed = await this.#rows(
      `SELECT first_seq, last_seq, from_at, to_at, crc, entries, updates FROM log.packed
       WHERE story_id = $1 AND last_seq > $2 AND first_seq <= $3 ORDER BY first_seq`,
      storyId,
      after,
      last,
    )
    const updates = await this.#updates(storyId, after, last)
    const quarantined = await this.quarantined(storyId)
    return stretchOf(storyId, { after, last }, { packed, updates, quarantined })
  }

  /** The same of updates that are not packed yet; does not ask whether one is missing. */
  async readUnpacked(storyId: string, after: number, last: number): Promise<Stretch> {
    return freshOf(storyId, await this.#updates(storyId, after, last))
  }

  /** When and who, of everything that can be read, oldest first. */
  async entries(storyId: string): Promise<readonly LogEntry[]> {
    const packed = await this.#rows(
      `SELECT first_seq, last_seq, from_at, to_at, crc, entries, updates FROM log.packed
       WHERE story_id = $1`,
      storyId,
    )
    const updates = await this.#rows(
      'SELECT seq, at, authors FROM log.updates WHERE story_id = $1',
      storyId,
    )
    const list = packed.filter(unpackable).flatMap(unpackEntriesOf)
    return [...list, ...updates.map(entryOf)].toSorted((a, b) => a.seq - b.seq)
  }

  async quarantined(storyId: string): Promise<readonly Quarantined[]> {
    const rows = await this.#rows(
      `SELECT ${QUARANTINE} FROM log.quarantine WHERE story_id = $1 ORDER BY first_seq`,
      storyId,
    )
    return rows.map(toQuarantined)
  }

  async allQuarantined(): Promise<readonly Quarantined[]> {
    const rows = await this.#rows(
      `SELECT ${QUARANTINE} FROM log.quarantine ORDER BY story_id, first_seq`,
    )
    return rows.map(toQuarantined)
  }

  /** Those made after update `after`, in the order of first appearance. */
  async claims(storyId: string, after = 0): Promise<ReadonlyMap<number, string>> {
    const rows = await this.#rows(
      'SELECT client_id, user_id FROM log.claims WHERE story_id = $1 AND seq > $2 ORDER BY id',
      storyId,
      after,
    )
    return new Map(rows.map((row) => [Number(row['client_id']), String(row['user_id'])]))
  }

  /** Of the facts that were changed after update `after`. */
  async authorship(storyId: string, after = 0): Promise<ReadonlyMap<string, Authorship>> {
    const rows = await this.#rows(
      'SELECT * FROM log.fact_authorship WHERE story_id = $1 AND seq > $2',
      storyId,
      after,
    )
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

  async epoch(storyId: string): Promise<string> {
    const rows = await this.#rows(
      "SELECT story_id, epoch FROM log.epochs WHERE story_id IN ('', $1)",
      storyId,
    )
    const of = (id: string) => rows.find((row) => row['story_id'] === id)?.['epoch']
    return epochOf(of('') as string | undefined, of(storyId) as string | undefined)
  }

  #updates(storyId: string, after: number, last: number): Promise<Row[]> {
    return this.#rows(
      `SELECT seq, at, authors, crc, bytes FROM log.updates
       WHERE story_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq`,
      storyId,
      after,
      last,
    )
  }

  async #rows(text: string, ...values: unknown[]): Promise<Row[]> {
    return (await this.#client.query<Row>(text, values)).rows
  }
}

/** The column knows no infinity. */
const asBigint = (time: number): number => Math.min(time, Number.MAX_SAFE_INTEGER)
