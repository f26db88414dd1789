import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import {
  entryOf,
  freshOf,
  stretchOf,
  toQuarantined,
  unpackable,
  unpackEntriesOf,
  type Stretch,
} from '../log-rows.ts'
import type { LogEntry, Quarantined, Snapshot } from '../update-store.ts'

/**
 * Reads a story's log wherever its updates lie, and finds out what is damaged or missing (U5). It
 * changes nothing: what to do about a trouble is for its caller to decide.
 */
export class UpdateLogReader {
  readonly #stories: StatementSync
  readonly #snapshots: StatementSync
  readonly #updates: StatementSync
  readonly #packed: StatementSync
  readonly #quarantine: StatementSync
  readonly #head: StatementSync
  readonly #last: StatementSync
  readonly #first: StatementSync

  constructor(db: DatabaseSync) {
    this.#stories = db.prepare(
      `SELECT story_id FROM updates UNION SELECT story_id FROM packed
       UNION SELECT story_id FROM quarantine ORDER BY 1`,
    )
    this.#snapshots = db.prepare(
      `SELECT seq, at, crc, bytes FROM snapshots WHERE story_id = ? AND at <= ?
       ORDER BY seq DESC`,
    )
    this.#last = db.prepare(
      `SELECT max(coalesce((SELECT seq FROM updates WHERE story_id = :id AND at <= :time
          ORDER BY seq DESC LIMIT 1), 0),
        coalesce((SELECT max(last_seq) FROM packed WHERE story_id = :id AND from_at <= :time), 0))
        AS seq`,
    )
    this.#first = db.prepare(
      `SELECT coalesce((SELECT min(from_at) FROM packed WHERE story_id = :id),
        (SELECT at FROM updates WHERE story_id = :id ORDER BY seq LIMIT 1)) AS at`,
    )
    this.#updates = db.prepare(
      `SELECT seq, at, authors, crc, bytes FROM updates
       WHERE story_id = ? AND seq > ? AND seq <= ? ORDER BY seq`,
    )
    this.#packed = db.prepare(
      `SELECT first_seq, last_seq, from_at, to_at, crc, entries, updates FROM packed
       WHERE story_id = ? AND last_seq > ? AND first_seq <= ? ORDER BY first_seq`,
    )
    this.#quarantine = db.prepare(
      `SELECT story_id, kind, first_seq, last_seq, from_at, to_at, authors, reason, is_lost
       FROM quarantine WHERE story_id = ? ORDER BY first_seq`,
    )
    this.#head = db.prepare(
      `SELECT max(coalesce((SELECT max(seq) FROM updates WHERE story_id = :id), 0),
        coalesce((SELECT max(last_seq) FROM packed WHERE story_id = :id), 0),
        coalesce((SELECT max(seq) FROM snapshots WHERE story_id = :id), 0),
        coalesce((SELECT max(last_seq) FROM quarantine WHERE story_id = :id), 0)) AS seq`,
    )
  }

  /** Every story that was ever written. */
  stories(): readonly string[] {
    return this.#stories.all().map((row) => String(row['story_id']))
  }

  /** The sequence number of the last update, 0 for a story that was never written. */
  head(storyId: string): number {
    return Number(this.#head.get({ id: storyId })?.['seq'])
  }

  /** All that was committed by then, and a little that came later, lies up to this number. */
  lastBy(storyId: string, time: number): number {
    return Number(this.#last.get({ id: storyId, time })?.['seq'])
  }

  /** When a story was first written, ms since epoch. */
  firstAt(storyId: string): number | undefined {
    const at = this.#first.get({ id: storyId })?.['at']
    return typeof at === 'number' ? at : undefined
  }

  /** Snapshots of `time` or before, newest first; `isSound` is false where the checksum is wrong. */
  *snapshots(
    storyId: string,
    time = Infinity,
  ): Iterable<Snapshot & { at: number; isSound: boolean }> {
    for (const row of this.#snapshots.iterate(storyId, time)) {
      const bytes = row['bytes'] as Uint8Array
      const isSound = bytes instanceof Uint8Array && crc32(bytes) === Number(row['crc'])
      yield { seq: Number(row['seq']), at: Number(row['at']), bytes, isSound }
    }
  }

  quarantined(storyId: string): readonly Quarantined[] {
    return this.#quarantine.all(storyId).map(toQuarantined)
  }

  /** The updates after `after`, up to `last`. */
  read(storyId: string, after: number, last: number): Stretch {
    return stretchOf(
      storyId,
      { after, last },
      {
        packed: this.#packed.all(storyId, after, last),
        updates: this.#updates.all(storyId, after, last),
        quarantined: this.quarantined(storyId),
      },
    )
  }

  /** The same of updates that are not packed yet; does not ask whether one is missing. */
  readUnpacked(storyId: string, after: number, last: number): Stretch {
    return freshOf(storyId, this.#updates.all(storyId, after, last))
  }

  /** When and who, of everything that can be read, oldest first. */
  entries(storyId: string): LogEntry[] {
    const list: LogEntry[] = []
    const all = Number.MAX_SAFE_INTEGER
    for (const row of this.#packed.iterate(storyId, 0, all)) {
      if (unpackable(row)) list.push(...unpackEntriesOf(row))
    }
    for (const row of this.#updates.iterate(storyId, 0, all)) list.push(entryOf(row))
    return list.toSorted((a, b) => a.seq - b.seq)
  }
}
