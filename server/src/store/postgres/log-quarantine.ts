import type { ClientBase } from 'pg'
import { newEpoch } from '../epoch.ts'
import type { Quarantined } from '../update-store.ts'

const PLACES = {
  update: { table: 'log.updates', bytes: 'bytes', key: 'seq' },
  log: { table: 'log.packed', bytes: 'entries || updates', key: 'first_seq' },
  snapshot: { table: 'log.snapshots', bytes: 'bytes', key: 'seq' },
} as const

/**
 * Moves what cannot be read out of the log, bytes and all, where it is kept for a person to look
 * at. What the story lacks is another document than the one people have: a new epoch (U5, U10).
 * Call it within a transaction; two nodes that find the same trouble set it aside once.
 */
export async function setAside(
  client: ClientBase,
  storyId: string,
  troubles: readonly Quarantined[],
): Promise<void> {
  await client.query('SELECT seq FROM log.heads WHERE story_id = $1 FOR UPDATE', [storyId])
  let isLost = false
  for (const trouble of troubles) isLost = (await setOneAside(client, trouble)) || isLost
  if (isLost) await renewEpoch(client, storyId)
}

/** Begins a new epoch of one story, or ('') of all of them. */
export async function renewEpoch(
  client: Pick<ClientBase, 'query'>,
  storyId: string,
): Promise<void> {
  await client.query(
    `INSERT INTO log.epochs VALUES ($1, $2)
     ON CONFLICT (story_id) DO UPDATE SET epoch = excluded.epoch`,
    [storyId, newEpoch()],
  )
}

/** @returns whether the story lost something that nobody had noticed before */
async function setOneAside(client: ClientBase, trouble: Quarantined): Promise<boolean> {
  const { storyId, kind, firstSeq, lastSeq, from, to, authors, reason, isLost } = trouble
  const { table, bytes, key } = PLACES[kind]
  const where = `WHERE story_id = $1 AND ${key} = $2`
  const read = await client.query<{ crc: number; bytes: Uint8Array }>(
    `SELECT crc, ${bytes} AS bytes FROM ${table} ${where}`,
    [storyId, firstSeq],
  )
  const row = reason === 'damaged' ? read.rows[0] : undefined
  const { rowCount } = await client.query(
    `INSERT INTO log.quarantine VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT DO NOTHING`,
    [
      storyId,
      kind,
      firstSeq,
      lastSeq,
      from,
      to,
      JSON.stringify(authors),
      reason,
      isLost ? 1 : 0,
      row?.crc ?? null,
      row ? Buffer.from(row.bytes) : null,
    ],
  )
  if (reason === 'damaged') await client.query(`DELETE FROM ${table} ${where}`, [storyId, firstSeq])
  return isLost && rowCount === 1
}
