import { join } from 'node:path'
import { Kysely } from 'kysely'
import type { Database, Tables } from '../database.ts'
import { migrate } from '../migrations/migrate.ts'
import { nodeSqliteDialect, openSqlite } from './node-sqlite.ts'

/** The relational file in DATA_DIR; the update log lies beside it in a file of its own. */
export const DATABASE_FILE = 'dateline.db'

/** Opens (or makes) the relational database and brings it to the current shape. */
export async function openDatabase(dataDir: string): Promise<Database> {
  const db = new Kysely<Tables>({
    dialect: nodeSqliteDialect(openSqlite(join(dataDir, DATABASE_FILE))),
  })
  try {
    await migrate(db)
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}
