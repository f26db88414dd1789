import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { hasPostgres, WITHOUT_POSTGRES } from '../../testing/private-postgres.ts'
import { ENGINE, openTestDatabase } from '../../testing/test-database.ts'
import { withStartLock } from '../start-lock.ts'

const NOTE = hasPostgres ? '' : ` (${WITHOUT_POSTGRES})`
if (!hasPostgres) process.stderr.write(`relational.pg.test.ts ${WITHOUT_POSTGRES}\n`)
process.env[ENGINE] = 'postgres'

describe.skipIf(!hasPostgres)(`the relational side on PostgreSQL${NOTE}`, async () => {
  await import('../../facts/sql-records.test.ts')
  await import('../../audit/sql-audit-log.test.ts')
  await import('../../history/held-spread.test.ts')

  test('[A5] decisions and audit rows cannot be changed or deleted, even by our own code', async () => {
    const db = await openTestDatabase()
    await db
      .insertInto('audit')
      .values({ at: 1, by: 'u', action: 'test', detail: '{}', story_id: null })
      .execute()
    await expect(db.updateTable('audit').set({ by: 'x' }).execute()).rejects.toThrow('append-only')
    await expect(db.deleteFrom('audit').execute()).rejects.toThrow('append-only')
    await expect(sql`TRUNCATE audit`.execute(db)).rejects.toThrow('append-only')
  })

  test('times in ms fit, ids count up, and both come back as numbers', async () => {
    const db = await openTestDatabase()
    const row = { at: 1_790_000_000_000, by: 'u', action: 'test', detail: '{}', story_id: null }
    await db.insertInto('audit').values([row, row]).execute()
    const rows = await db.selectFrom('audit').select(['id', 'at']).orderBy('id').execute()
    expect(rows).toEqual([
      { id: 1, at: row.at },
      { id: 2, at: row.at },
    ])
  })

  test('nodes that start at the same time go one after the other', async () => {
    const db = await openTestDatabase()
    const steps: string[] = []
    const start = (name: string) =>
      withStartLock(db, async () => {
        steps.push(`${name} begins`)
        await sql`SELECT pg_sleep(0.01)`.execute(db)
        steps.push(`${name} ends`)
      })
    await Promise.all([start('a'), start('b')])
    expect(steps.map((step) => step.slice(2))).toEqual(['begins', 'ends', 'begins', 'ends'])
  })
})
