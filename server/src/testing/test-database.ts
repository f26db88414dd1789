import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openLogger } from '../observability/logger.ts'
import type { Database } from '../store/database.ts'
import { openPostgresDatabase } from '../store/postgres/open-postgres-database.ts'
import { openDatabase } from '../store/sqlite/open-database.ts'
import { freshDatabase } from './shared-services.ts'

/**
 * Which engine the tests of this file run on. A `.pg.test.ts` sets it and imports the suites of its
 * neighbours, so that one suite is run on both.
 */
export const ENGINE = 'DATELINE_TEST_ENGINE'
export const onPostgres = (): boolean => process.env[ENGINE] === 'postgres'

/** A fresh relational database for one test, on the engine of this file. */
export async function openTestDatabase(): Promise<Database> {
  if (onPostgres()) {
    const db = await openPostgresDatabase(await freshDatabase(), openLogger('silent'))
    onTestFinished(() => db.destroy())
    return db
  }
  const dir = await mkdtemp(join(tmpdir(), 'dateline-'))
  const db = await openDatabase(dir)
  onTestFinished(async () => {
    await db.destroy()
    await rm(dir, { recursive: true })
  })
  return db
}
