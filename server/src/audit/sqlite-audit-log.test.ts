import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../store/sqlite/open-database.ts'
import { SqliteAuditLog } from './sqlite-audit-log.ts'

async function withLog(work: (log: SqliteAuditLog) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'dateline-'))
  const db = await openDatabase(dir)
  let at = 0
  await work(new SqliteAuditLog(db, () => (at += 1)))
  await db.destroy()
  await rm(dir, { recursive: true })
}

test('a story’s acts, oldest first, and no other story’s', () =>
  withLog(async (log) => {
    await log.record({ by: 'eve', action: 'one', storyId: 's', detail: { a: 1 } })
    await log.record({ by: 'ada', action: 'user.role', detail: {} })
    await log.record({ by: 'eve', action: 'elsewhere', storyId: 't', detail: {} })
    await log.record({ by: 'bob', action: 'two', storyId: 's', detail: { b: ['x'] } })
    expect(await log.ofStory('s')).toEqual([
      { id: 1, at: 1, by: 'eve', action: 'one', storyId: 's', detail: { a: 1 } },
      { id: 4, at: 4, by: 'bob', action: 'two', storyId: 's', detail: { b: ['x'] } },
    ])
    expect(await log.ofStory('nowhere')).toEqual([])
  }))

test('what is called like a secret is not written down, however deep it lies', () =>
  withLog(async (log) => {
    const detail = {
      target: { name: 'Site', applicationPassword: 'hunter2 hunter2', list: [{ token: 'abc' }] },
      Authorization: 'Basic abc',
    }
    await log.record({ by: 'ada', action: 'target.add', storyId: 's', detail })
    const [entry] = await log.ofStory('s')
    expect(entry?.detail).toEqual({
      target: { name: 'Site', applicationPassword: '(not kept)', list: [{ token: '(not kept)' }] },
      Authorization: '(not kept)',
    })
  }))
