import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { gaps } from '../damage.ts'
import { isSound, unpackEntries, unpackLog, type LoggedUpdate } from '../packed-log.ts'
import type { LogEntry, Quarantined, Snapshot } from '../update-store.ts'

type Row = Record<string, unknown>

/** What was read of a stretch of log, and what could not be. */
export interface Stretch {
  /** Oldest first. */
  readonly log: readonly LoggedUpdate[]
  readonly troubles: readonly Quarantined[]
}

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

  constructor(db: DatabaseSync) {
    this.#stories = db.prepare(
      `SELECT story_id FROM updates UNION SELECT story_id FROM packed
       UNION SELECT story_id FROM quarantine ORDER BY 1`,
    )
    this.#snapshots = db.prepare(
      'SELECT seq, at, crc, bytes FROM snapshots WHERE story_id = ? ORDER BY seq DESC',
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

  /** Snapshots, newest first; `isSound` is false for one whose checksum is wrong. */
  *snapshots(storyId: string): Iterable<Snapshot & { at: number; isSound: boolean }> {
    for (const row of this.#snapshots.iterate(storyId)) {
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
    const log: LoggedUpdate[] = []
    const troubles: Quarantined[] = []
    for (const row of this.#packed.all(storyId, after, last)) {
      const piece = unpacked(row)
      if (piece) log.push(...piece.filter(({ seq }) => seq > after && seq <= last))
      else troubles.push(packedTrouble(storyId, row))
    }
    const fresh = this.readUnpacked(storyId, after, last)
    log.push(...fresh.log)
    troubles.push(...fresh.troubles)
    const inQuarantine = this.quarantined(storyId).filter(({ kind }) => kind !== 'snapshot')
    const known = [...troubles, ...inQuarantine].flatMap(seqsOf)
    const seqs = [...log.map(({ seq }) => seq), ...known].toSorted((a, b) => a - b)
    for (const gap of gaps(seqs, after, last)) troubles.push(missing(storyId, gap))
    return { log: log.toSorted((a, b) => a.seq - b.seq), troubles }
  }

  /** The same of updates that are not packed yet; does not ask whether one is missing. */
  readUnpacked(storyId: string, after: number, last: number): Stretch {
    const log: LoggedUpdate[] = []
    const troubles: Quarantined[] = []
    for (const row of this.#updates.all(storyId, after, last)) {
      const bytes = row['bytes']
      if (bytes instanceof Uint8Array && crc32(bytes) === Number(row['crc'])) {
        log.push({ ...entryOf(row), update: bytes })
      } else {
        troubles.push(updateTrouble(storyId, row))
      }
    }
    return { log, troubles }
  }

  /** When and who, of everything that can be read, oldest first. */
  entries(storyId: string): LogEntry[] {
    const list: LogEntry[] = []
    const all = Number.MAX_SAFE_INTEGER
    for (const row of this.#packed.iterate(storyId, 0, all)) {
      if (unpackable(row)) list.push(...unpackEntries(row as unknown as Blobs))
    }
    for (const row of this.#updates.iterate(storyId, 0, all)) list.push(entryOf(row))
    return list.toSorted((a, b) => a.seq - b.seq)
  }
}

interface Blobs {
  readonly entries: Uint8Array
  readonly updates: Uint8Array
}

function unpackable(row: Row): boolean {
  const { entries, updates } = row
  if (!(entries instanceof Uint8Array && updates instanceof Uint8Array)) return false
  return isSound({ ...rangeOf(row), entries, updates, crc: Number(row['crc']) })
}

function unpacked(row: Row): LoggedUpdate[] | undefined {
  return unpackable(row) ? unpackLog(row as unknown as Blobs) : undefined
}

const rangeOf = (row: Row) => ({
  firstSeq: Number(row['first_seq']),
  lastSeq: Number(row['last_seq']),
  from: Number(row['from_at']),
  to: Number(row['to_at']),
})

const entryOf = (row: Row): LogEntry => ({
  seq: Number(row['seq']),
  at: Number(row['at']),
  authors: authorsOf(row),
})

/** The list of authors may be what is damaged. */
function authorsOf(row: Row): string[] {
  try {
    const list: unknown = JSON.parse(String(row['authors']))
    return Array.isArray(list) ? list.map(String) : []
  } catch {
    return []
  }
}

const packedTrouble = (storyId: string, row: Row): Quarantined => ({
  storyId,
  kind: 'log',
  ...rangeOf(row),
  authors: [],
  reason: 'damaged',
  isLost: false,
})

const updateTrouble = (storyId: string, row: Row): Quarantined => {
  const { seq, at, authors } = entryOf(row)
  const range = { firstSeq: seq, lastSeq: seq, from: at, to: at }
  return { storyId, kind: 'update', ...range, authors, reason: 'damaged', isLost: false }
}

const missing = (storyId: string, gap: { first: number; last: number }): Quarantined => ({
  storyId,
  kind: gap.first === gap.last ? 'update' : 'log',
  firstSeq: gap.first,
  lastSeq: gap.last,
  from: null,
  to: null,
  authors: [],
  reason: 'missing',
  isLost: false,
})

const seqsOf = ({ firstSeq, lastSeq }: Quarantined): number[] =>
  Array.from({ length: lastSeq - firstSeq + 1 }, (_, index) => firstSeq + index)

export const toQuarantined = (row: Row): Quarantined => ({
  storyId: String(row['story_id']),
  kind: row['kind'] as Quarantined['kind'],
  firstSeq: Number(row['first_seq']),
  lastSeq: Number(row['last_seq']),
  from: row['from_at'] === null ? null : Number(row['from_at']),
  to: row['to_at'] === null ? null : Number(row['to_at']),
  authors: authorsOf(row),
  reason: row['reason'] as Quarantined['reason'],
  isLost: row['is_lost'] === 1,
})
