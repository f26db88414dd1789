import { sha256Of } from '../media/file-media-store.ts'
import { openLogger } from '../observability/logger.ts'
import { inTransaction } from '../store/postgres/in-transaction.ts'
import { LogReader } from '../store/postgres/log-reader.ts'
import { openPool } from '../store/postgres/postgres-pool.ts'
import { judgeStory } from './judge-story.ts'
import type { Verdict } from './verify.ts'

/**
 * `verify` of a PostgreSQL database: what `verify` looks at in DATA_DIR, but for the pages of the
 * files, which are PostgreSQL's own to check (data checksums, amcheck). Changes nothing; servers may
 * be running.
 */
export async function verifyDatabase(url: string): Promise<Verdict> {
  const pool = openPool(url, 1, openLogger('error'))
  try {
    const one = 'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY'
    return await inTransaction(pool, one, async (client) => {
      const list = async (query: string) =>
        (await client.query<{ id: string }>(query)).rows.map(({ id }) => id)
      const reader = new LogReader(client)
      const known = await list('SELECT story_id AS id FROM log.heads ORDER BY 1')
      const troubles: string[] = []
      let updates = 0
      for (const storyId of known) {
        const story = judgeStory({
          storyId,
          stretch: await reader.read(storyId, 0, await reader.head(storyId)),
          quarantined: await reader.quarantined(storyId),
          snapshots: await listed(reader.snapshots(storyId)),
        })
        updates += story.updates
        troubles.push(...story.troubles)
      }
      for (const id of await list('SELECT id FROM stories')) {
        if (!known.includes(id)) troubles.push(`Story ${id} has no document.`)
      }
      for (const id of await list('SELECT DISTINCT sha256 AS id FROM media')) {
        const { rows } = await client.query<{ bytes: Uint8Array }>(
          'SELECT bytes FROM log.media WHERE sha256 = $1',
          [id],
        )
        const [row] = rows
        if (!row) troubles.push(`Picture ${id} is missing.`)
        else if (sha256Of(row.bytes) !== id) troubles.push(`Picture ${id} is damaged.`)
      }
      return { stories: known.length, updates, troubles }
    })
  } finally {
    await pool.end()
  }
}

async function listed<T>(some: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const one of some) list.push(one)
  return list
}
