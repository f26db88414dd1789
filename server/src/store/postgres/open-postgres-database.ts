import { Kysely, PostgresDialect } from 'kysely'
import type { Logger } from 'pino'
import type { Database, Tables } from '../database.ts'
import { migrate } from '../migrations/migrate.ts'
import { PortableTypes } from './portable-types.ts'
import { openPool } from './postgres-pool.ts'

/** For routes and workers; the update log has connections of its own. */
const CONNECTIONS = 10

/**
 * Opens the relational database in PostgreSQL and brings it to the current shape. Nodes that start
 * at the same time wait for each other.
 *
 * @throws when the database cannot be reached
 */
export async function openPostgresDatabase(url: string, log: Logger): Promise<Database> {
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: openPool(url, CONNECTIONS, log) }),
  })
  try {
    await migrate(db.withPlugin(new PortableTypes()))
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}
