import { sql } from 'kysely'
import type { Database } from './database.ts'
import { isPostgres } from './is-postgres.ts'

/** Any number, the same for every node. */
const START_LOCK = 7_305_151

/**
 * Runs what only one node may do at a time while it starts (tables made, a demo filled). With SQLite
 * there is only one server on the data.
 */
export async function withStartLock<T>(db: Database, act: () => Promise<T>): Promise<T> {
  if (!isPostgres(db)) return act()
  return db.connection().execute(async (connection) => {
    await sql`SELECT pg_advisory_lock(${START_LOCK})`.execute(connection)
    try {
      return await act()
    } finally {
      await sql`SELECT pg_advisory_unlock(${START_LOCK})`.execute(connection)
    }
  })
}
