import { crc32 } from 'node:zlib'
import type { Authorship } from '@dateline/shared/facts/status'
import type { ClientBase, Pool } from 'pg'
import type { Append } from '../update-store.ts'

/**
 * One statement, so one round trip and one transaction: the stories' heads move on, which locks
 * them against other nodes (in the order of their ids, so that two nodes never wait for each
 * other), and everything of the tick lies behind them. A client id that somebody else claimed
 * refuses all of it, by an owner that is nobody; the same person may claim it at two nodes at once.
 */
const COMMIT = `
  WITH entries AS (
    SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::bytea[])
      WITH ORDINALITY AS e (story_id, nth, authors, crc, bytes, place)
  ), moved AS (
    INSERT INTO log.heads AS h (story_id, seq)
      SELECT story_id, count(*) FROM entries GROUP BY story_id ORDER BY story_id
      ON CONFLICT (story_id) DO UPDATE SET seq = h.seq + excluded.seq
      RETURNING story_id, seq
  ), numbered AS (
    SELECT e.*, m.seq - max(e.nth) OVER (PARTITION BY e.story_id) + e.nth AS seq
      FROM entries e JOIN moved m USING (story_id)
  ), claimed AS (
    INSERT INTO log.claims AS k (story_id, client_id, user_id, seq)
      SELECT n.story_id, c.client_id, c.user_id, n.seq
      FROM unnest($8::bigint[], $9::bigint[], $10::text[])
        WITH ORDINALITY AS c (place, client_id, user_id, nth)
      JOIN numbered n USING (place) ORDER BY c.nth
      ON CONFLICT (story_id, client_id) DO UPDATE
        SET user_id = CASE WHEN k.user_id = excluded.user_id THEN k.user_id END
  ), authored AS (
    INSERT INTO log.fact_authorship AS f
      SELECT n.story_id, a.fact_id, a.created_by, a.last_edited_by, a.last_edited_at, n.seq
      FROM unnest($11::bigint[], $12::text[], $13::text[], $14::text[], $15::bigint[])
        AS a (place, fact_id, created_by, last_edited_by, last_edited_at)
      JOIN numbered n USING (place)
      ON CONFLICT (story_id, fact_id) DO UPDATE SET last_edited_by = excluded.last_edited_by,
        last_edited_at = excluded.last_edited_at, seq = excluded.seq
  ), written AS (
    INSERT INTO log.updates (story_id, seq, at, authors, crc, bytes, batch)
      SELECT story_id, seq, $6, authors, crc, bytes, $7 FROM numbered
      RETURNING story_id, seq
  )
  SELECT n.seq FROM numbered n JOIN written w USING (story_id, seq) ORDER BY n.place`

/** @returns the sequence number of each entry @throws when nothing was written, or nobody knows */
export async function commitBatch(
  pool: Pool | ClientBase,
  batch: readonly Append[],
  at: number,
  id: string,
): Promise<readonly number[]> {
  const counts = new Map<string, number>()
  const nth = batch.map(({ storyId }) => {
    const count = (counts.get(storyId) ?? 0) + 1
    counts.set(storyId, count)
    return count
  })
  const claims = batch.flatMap((entry, place) => entry.claims.map((claim) => ({ ...claim, place })))
  const authored = lastAuthorship(batch)
  const { rows } = await pool.query<{ seq: number }>({
    name: 'commit',
    text: COMMIT,
    values: [
      batch.map(({ storyId }) => storyId),
      nth,
      batch.map(({ authors }) => JSON.stringify(authors)),
      batch.map(({ update }) => crc32(update)),
      batch.map(({ update }) => Buffer.from(update.buffer, update.byteOffset, update.byteLength)),
      at,
      id,
      claims.map(({ place }) => place + 1),
      claims.map(({ clientId }) => clientId),
      claims.map(({ userId }) => userId),
      authored.map(({ place }) => place + 1),
      authored.map(({ factId }) => factId),
      authored.map(({ by }) => by.createdBy),
      authored.map(({ by }) => by.lastEditedBy),
      authored.map(({ by }) => by.lastEditedAt),
    ],
  })
  return rows.map(({ seq }) => seq)
}

/** What became of a batch of which nobody heard: its numbers if it was written. */
export async function findBatch(
  pool: Pool | ClientBase,
  batch: readonly Append[],
  id: string,
): Promise<readonly number[] | undefined> {
  const { rows } = await pool.query<{ story_id: string; seq: number }>(
    'SELECT story_id, seq FROM log.updates WHERE story_id = ANY($1) AND batch = $2 ORDER BY seq',
    [[...new Set(batch.map(({ storyId }) => storyId))], id],
  )
  if (rows.length === 0) return undefined
  const found = Map.groupBy(rows, ({ story_id }) => story_id)
  return batch.map(({ storyId }) => found.get(storyId)?.shift()?.seq ?? 0)
}

/** One row a fact: a statement cannot change a row twice. */
function lastAuthorship(batch: readonly Append[]) {
  const last = new Map<string, { place: number; factId: string; by: Authorship }>()
  for (const [place, { storyId, authorship }] of batch.entries()) {
    for (const { factId, authorship: by } of authorship) {
      const key = `${storyId} ${factId}`
      const createdBy = last.get(key)?.by.createdBy ?? by.createdBy
      last.set(key, { place, factId, by: { ...by, createdBy } })
    }
  }
  return [...last.values()]
}
