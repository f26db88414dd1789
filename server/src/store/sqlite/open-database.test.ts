import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openDatabase } from './open-database.ts'

const dirs: string[] = []
afterEach(async () => {
  await Promise.all(dirs.splice(0).map((dir) => rm(dir, { recursive: true })))
})

test('a new data directory gets every table; a second opening changes nothing', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'dateline-'))
  dirs.push(dir)
  const first = await openDatabase(dir)
  await first
    .insertInto('audit')
    .values({ at: 1, by: 'u', action: 'test', detail: '{}', story_id: null })
    .execute()
  await first.destroy()
  const again = await openDatabase(dir)
  expect(await again.selectFrom('audit').select('action').execute()).toEqual([{ action: 'test' }])
  await again.destroy()
})

test('[A5] decisions and audit rows cannot be changed or deleted, even by our own code', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'dateline-'))
  dirs.push(dir)
  const db = await openDatabase(dir)
  await db
    .insertInto('audit')
    .values({ at: 1, by: 'u', action: 'test', detail: '{}', story_id: null })
    .execute()
  await expect(db.updateTable('audit').set({ by: 'x' }).execute()).rejects.toThrow('append-only')
  await expect(db.deleteFrom('audit').execute()).rejects.toThrow('append-only')
  await db.destroy()
})
