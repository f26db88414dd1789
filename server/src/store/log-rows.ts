import { crc32 } from 'node:zlib'
import { gaps } from './damage.ts'
import { isSound, PACK_BYTES, unpackEntries, unpackLog, type LoggedUpdate } from './packed-log.ts'
import type { LogEntry, Quarantined, StoredOpening } from './update-store.ts'

/** A row of the update log; its columns have the same names in both engines. */
export type Row = Record<string, unknown>

/** What was read of a stretch of log, and what could not be. */
export interface Stretch {
  /** Oldest first. */
  readonly log: readonly LoggedUpdate[]
  readonly troubles: readonly Quarantined[]
}

/** Puts a stretch together from the rows of its places, and finds what is damaged or missing (U5). */
export function stretchOf(
  storyId: string,
  { after, last }: { readonly after: number; readonly last: number },
  rows: {
    readonly packed: readonly Row[]
    readonly updates: readonly Row[]
    readonly quarantined: readonly Quarantined[]
  },
): Stretch {
  const log: LoggedUpdate[] = []
  const troubles: Quarantined[] = []
  for (const row of rows.packed) {
    const piece = unpacked(row)
    if (piece) log.push(...piece.filter(({ seq }) => seq > after && seq <= last))
    else troubles.push(packedTrouble(storyId, row))
  }
  const fresh = freshOf(storyId, rows.updates)
  for (const update of fresh.log) log.push(update) // not spread: there may be any number
  troubles.push(...fresh.troubles)
  const inQuarantine = rows.quarantined.filter(({ kind }) => kind !== 'snapshot')
  const known = [...troubles, ...inQuarantine].flatMap(seqsOf)
  const seqs = [...log.map(({ seq }) => seq), ...known].toSorted((a, b) => a - b)
  for (const gap of gaps(seqs, after, last)) troubles.push(missing(storyId, gap))
  return { log: log.toSorted((a, b) => a.seq - b.seq), troubles }
}

interface Blobs {
  readonly entries: Uint8Array
  readonly updates: Uint8Array
}

/** Updates that are not packed; does not ask whether one is missing. */
export function freshOf(storyId: string, rows: readonly Row[]): Stretch {
  const log: LoggedUpdate[] = []
  const troubles: Quarantined[] = []
  for (const row of rows) {
    const bytes = row['bytes']
    if (bytes instanceof Uint8Array && crc32(bytes) === Number(row['crc'])) {
      log.push({ ...entryOf(row), update: bytes })
    } else {
      troubles.push(updateTrouble(storyId, row))
    }
  }
  return { log, troubles }
}

/** Is this piece of old log as it was written? */
export function unpackable(row: Row): boolean {
  const { entries, updates } = row
  if (!(entries instanceof Uint8Array && updates instanceof Uint8Array)) return false
  return isSound({ ...rangeOf(row), entries, updates, crc: Number(row['crc']) })
}

export const unpackEntriesOf = (row: Row): LogEntry[] => unpackEntries(row as unknown as Blobs)

function unpacked(row: Row): LoggedUpdate[] | undefined {
  return unpackable(row) ? unpackLog(row as unknown as Blobs) : undefined
}

const rangeOf = (row: Row) => ({
  firstSeq: Number(row['first_seq']),
  lastSeq: Number(row['last_seq']),
  from: Number(row['from_at']),
  to: Number(row['to_at']),
})

export const entryOf = (row: Row): LogEntry => ({
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

/** Undefined where there is none, or it is damaged: what is made anew at will needs no quarantine. */
export function openingOf(row: Row | undefined): StoredOpening | undefined {
  const bytes = row?.['bytes']
  if (!(bytes instanceof Uint8Array) || crc32(bytes) !== Number(row?.['crc'])) return undefined
  return { seq: Number(row?.['seq']), bytes }
}

/** Of some updates, of which the oldest are packed first: as many as are packed in one go. */
export function upToBytes(log: readonly LoggedUpdate[]): readonly LoggedUpdate[] {
  let bytes = 0
  const end = log.findIndex(({ update }) => (bytes += update.byteLength) > PACK_BYTES)
  return end === -1 ? log : log.slice(0, Math.max(1, end))
}

export const bytesOf = (some: readonly { update: Uint8Array }[]): number =>
  some.reduce((sum, { update }) => sum + update.byteLength, 0)

export const spoiltSnapshot = (storyId: string, seq: number, at: number): Quarantined => ({
  storyId,
  kind: 'snapshot',
  firstSeq: seq,
  lastSeq: seq,
  from: at,
  to: at,
  authors: [],
  reason: 'damaged',
  isLost: false,
})
