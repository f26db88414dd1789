import { mkdir } from 'node:fs/promises'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Turns } from '../keyed-queue.ts'
import { FileMediaStore } from '../media/file-media-store.ts'
import type { MediaStore } from '../media/media-store.ts'
import { PostgresMediaStore } from '../media/postgres-media-store.ts'
import type { Bus } from '../sync/bus.ts'
import { openBus } from '../sync/open-bus.ts'
import type { Database } from './database.ts'
import { openPostgresDatabase } from './postgres/open-postgres-database.ts'
import { PostgresTurns } from './postgres/postgres-turns.ts'
import { PostgresUpdateStore } from './postgres/postgres-update-store.ts'
import type { SharedLog } from './shared-log.ts'
import { lockDataDir } from './sqlite/lock-data-dir.ts'
import { openDatabase } from './sqlite/open-database.ts'
import { SqliteUpdateStore } from './sqlite/sqlite-update-store.ts'
import type { UpdateStore } from './update-store.ts'

type Where = Pick<Config, 'dataDir' | 'databaseUrl'>

/** What servers on one database have between them. */
export interface Cluster {
  readonly log: SharedLog
  readonly bus: Bus
  readonly turns: Turns
  /** Of their own, since a turn of the others may wait for one of these. */
  readonly writes: Turns
}

/** Everything that is kept, opened: in PostgreSQL, or in DATA_DIR, which is then this server's alone. */
export interface Storage {
  readonly db: Database
  readonly updates: UpdateStore
  readonly media: MediaStore
  readonly cluster?: Cluster
  close(): Promise<void>
}

/** @throws when the data cannot be opened, or another server runs on a DATA_DIR */
export async function openStorage(
  config: Where & Pick<Config, 'redisUrl'>,
  log: Logger,
): Promise<Storage> {
  const { databaseUrl, dataDir, redisUrl } = config
  await mkdir(dataDir, { recursive: true, mode: 0o700 }) // the secret may lie there in any case
  if (databaseUrl !== undefined) return openShared(databaseUrl, redisUrl, log)
  const unlock = lockDataDir(dataDir)
  const db = await openDatabase(dataDir)
  const updates = new SqliteUpdateStore(dataDir)
  return {
    db,
    updates,
    media: new FileMediaStore(dataDir),
    async close() {
      await updates.close()
      await db.destroy()
      unlock()
    },
  }
}

async function openShared(url: string, redisUrl: string | undefined, log: Logger) {
  const db = await openPostgresDatabase(url, log)
  const updates = await PostgresUpdateStore.open(url, log)
  const turns = new PostgresTurns(url, log)
  const writes = new PostgresTurns(url, log)
  const bus = openBus(url, redisUrl, log)
  return {
    db,
    updates,
    media: new PostgresMediaStore(db),
    cluster: { log: updates, bus, turns, writes },
    async close() {
      await bus.close()
      await updates.close()
      await Promise.all([turns.close(), writes.close(), db.destroy()])
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
