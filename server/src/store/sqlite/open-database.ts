import { join } from 'node:path'
import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { Database, Tables } from '../database.ts'
import { initial } from './migrations/0001-initial.ts'
import { publishing } from './migrations/0002-publishing.ts'
import { nodeSqliteDialect, openSqlite } from './node-sqlite.ts'

/** The relational file in DATA_DIR; the update log lies beside it in a file of its own. */
export const DATABASE_FILE = 'dateline.db'

/** In order, forward only: a released migration is never edited. */
const MIGRATIONS = { '0001-initial': initial, '0002-publishing': publishing }

/** Opens (or makes) the relational database and brings it to the current shape. */
export async function openDatabase(dataDir: string): Promise<Database> {
  const db = new Kysely<Tables>({
    dialect: nodeSqliteDialect(openSqlite(join(dataDir, DATABASE_FILE))),
  })
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) {
    await db.destroy()
    throw new Error('The database could not be brought to the current shape.', { cause: error })
  }
  return db
}
