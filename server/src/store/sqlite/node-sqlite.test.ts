import { Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { nodeSqliteDialect, openSqlite } from './node-sqlite.ts'

interface Tables {
  words: { id: number; word: string; more: string | null }
}

test('a query that stays prepared sees what was written, and columns that were added, since', async () => {
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(openSqlite(':memory:')) })
  await sql`CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT)`.execute(db)
  const all = () => db.selectFrom('words').selectAll().orderBy('id').execute()
  expect(await all()).toEqual([])
  await db
    .insertInto('words')
    .values({ id: 1, word: 'a', more: null })
    .execute()
    .catch(() => undefined)
  await sql`ALTER TABLE words ADD COLUMN more TEXT`.execute(db)
  await db.insertInto('words').values({ id: 1, word: 'a', more: 'b' }).execute()
  await db.insertInto('words').values({ id: 2, word: 'c', more: null }).execute()
  expect(await all()).toEqual([
    { id: 1, word: 'a', more: 'b' },
    { id: 2, word: 'c', more: null },
  ])
  await db.destroy()
})

test('a query of every length is answered, more of them than stay prepared, and the first again', async () => {
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(openSqlite(':memory:')) })
  await sql`CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT, more TEXT)`.execute(db)
  await db.insertInto('words').values({ id: 7, word: 'a', more: null }).execute()
  const found = async (length: number) => {
    const ids = Array.from({ length }, (_, index) => index)
    const rows = await db.selectFrom('words').select('id').where('id', 'in', ids).execute()
    return rows.length
  }
  for (let length = 1; length <= 1_200; length += 1) {
    expect(await found(length)).toBe(length > 7 ? 1 : 0)
  }
  expect(await found(1)).toBe(0)
  await db.destroy()
})
