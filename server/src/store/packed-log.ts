import { promisify } from 'node:util'
import { crc32, zstdCompress, zstdDecompressSync } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { LogEntry } from './update-store.ts'

const compress = promisify(zstdCompress)

/** One update as it was committed. */
export interface LoggedUpdate extends LogEntry {
  readonly update: Uint8Array
}

/**
 * A stretch of old log. When and who are compressed apart from the updates, so that a list of
 * versions need not unpack every keystroke.
 */
export interface PackedLog {
  readonly firstSeq: number
  readonly lastSeq: number
  /** The earliest and the latest commit in it, ms since epoch: a clock may have been set back. */
  readonly from: number
  readonly to: number
  /** zstd of the entries' seq, at and authors. */
  readonly entries: Uint8Array
  /** zstd of the updates, in the same order. */
  readonly updates: Uint8Array
  /** CRC-32 over `entries`, then `updates`. */
  readonly crc: number
}

/** At most so many updates, and bytes of them, are packed in one go: some milliseconds of work. */
export const PACK_ROWS = 2_000
export const PACK_BYTES = 1024 * 1024

/**
 * Packs updates, oldest first; compression runs beside the event loop.
 * @throws when what was packed would not unpack to the same again
 */
export async function packLog(log: readonly LoggedUpdate[]): Promise<PackedLog> {
  const [entries, updates] = await Promise.all([
    compress(encodeEntries(log)),
    compress(encodeUpdates(log)),
  ])
  const times = log.map(({ at }) => at)
  const packed = {
    firstSeq: log[0]?.seq ?? 0,
    lastSeq: log.at(-1)?.seq ?? 0,
    from: Math.min(...times),
    to: Math.max(...times),
    entries,
    updates,
    crc: crc32(updates, crc32(entries)),
  }
  if (!isSame(unpackLog(packed), log)) throw new Error('The log did not unpack to what was packed.')
  return packed
}

/** @throws when it is damaged */
export function unpackLog(packed: Pick<PackedLog, 'entries' | 'updates'>): LoggedUpdate[] {
  const decoder = decoding.createDecoder(zstdDecompressSync(packed.updates))
  return unpackEntries(packed).map((entry) => {
    return { ...entry, update: decoding.readVarUint8Array(decoder) }
  })
}

/** Only when and who. @throws when it is damaged */
export function unpackEntries({ entries }: Pick<PackedLog, 'entries'>): LogEntry[] {
  const decoder = decoding.createDecoder(zstdDecompressSync(entries))
  const crowds = JSON.parse(decoding.readVarString(decoder)) as string[][]
  const list: LogEntry[] = []
  let seq = 0
  let at = 0
  for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
    seq += decoding.readVarUint(decoder)
    at += decoding.readVarInt(decoder)
    list.push({ seq, at, authors: crowds[decoding.readVarUint(decoder)] ?? [] })
  }
  return list
}

export const isSound = ({ entries, updates, crc }: PackedLog): boolean =>
  crc32(updates, crc32(entries)) === crc

function encodeEntries(log: readonly LoggedUpdate[]): Uint8Array {
  const crowds = [...new Set(log.map(({ authors }) => JSON.stringify(authors)))]
  const numbers = new Map(crowds.map((crowd, number) => [crowd, number]))
  return encoding.encode((encoder) => {
    encoding.writeVarString(encoder, `[${crowds.join(',')}]`)
    encoding.writeVarUint(encoder, log.length)
    let before = { seq: 0, at: 0 }
    for (const { seq, at, authors } of log) {
      encoding.writeVarUint(encoder, seq - before.seq)
      encoding.writeVarInt(encoder, at - before.at)
      encoding.writeVarUint(encoder, numbers.get(JSON.stringify(authors)) ?? 0)
      before = { seq, at }
    }
  })
}

function encodeUpdates(log: readonly LoggedUpdate[]): Uint8Array {
  return encoding.encode((encoder) => {
    for (const { update } of log) encoding.writeVarUint8Array(encoder, update)
  })
}

function isSame(some: readonly LoggedUpdate[], others: readonly LoggedUpdate[]): boolean {
  const bytes = (log: readonly LoggedUpdate[]) =>
    Buffer.concat([encodeEntries(log), encodeUpdates(log)])
  return bytes(some).equals(bytes(others))
}
