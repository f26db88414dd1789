import { mkdir } from 'node:fs/promises'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { FileMediaStore } from '../media/file-media-store.ts'
import type { MediaStore } from '../media/media-store.ts'
import { PostgresMediaStore } from '../media/postgres-media-store.ts'
import type { Database } from './database.ts'
import { lockDatabase } from './postgres/only-server.ts'
import { openPostgresDatabase } from './postgres/open-postgres-database.ts'
import { PostgresUpdateStore } from './postgres/postgres-update-store.ts'
import type { SharedLog } from './shared-log.ts'
import { lockDataDir } from './sqlite/lock-data-dir.ts'
import { openDatabase } from './sqlite/open-database.ts'
import { SqliteUpdateStore } from './sqlite/sqlite-update-store.ts'
import type { UpdateStore } from './update-store.ts'

type Where = Pick<Config, 'dataDir' | 'databaseUrl'>

/** Everything that is kept, opened: in PostgreSQL, or in DATA_DIR, which is then this server's alone. */
export interface Storage {
  readonly db: Database
  readonly updates: UpdateStore
  readonly media: MediaStore
  /** The same log, where other nodes write it too. */
  readonly shared: SharedLog | undefined
  close(): Promise<void>
}

/** @throws when the data cannot be opened, or another server runs on it that must not */
export async function openStorage(config: Where, log: Logger): Promise<Storage> {
  const { databaseUrl, dataDir } = config
  await mkdir(dataDir, { recursive: true, mode: 0o700 }) // the secret may lie there in any case
  const unlock = databaseUrl === undefined ? lockDataDir(dataDir) : await lockDatabase(databaseUrl)
  const db = await openRelational(config, log)
  const updates =
    databaseUrl === undefined
      ? new SqliteUpdateStore(dataDir)
      : await PostgresUpdateStore.open(databaseUrl, log)
  return {
    db,
    updates,
    media: databaseUrl === undefined ? new FileMediaStore(dataDir) : new PostgresMediaStore(db),
    shared: updates instanceof PostgresUpdateStore ? updates : undefined,
    async close() {
      await updates.close()
      await db.destroy()
      await Promise.resolve(unlock())
    },
  }
}

/** The relational side alone, for commands that run beside a server. */
export async function openRelational(
  { databaseUrl, dataDir }: Where,
  log: Logger,
): Promise<Database> {
  if (databaseUrl !== undefined) return openPostgresDatabase(databaseUrl, log)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  return openDatabase(dataDir)
}
