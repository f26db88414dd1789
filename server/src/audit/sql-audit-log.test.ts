import { expect, test } from 'vitest'
import { openTestDatabase } from '../testing/test-database.ts'
import { SqlAuditLog } from './sql-audit-log.ts'

async function withLog(work: (log: SqlAuditLog) => Promise<void>): Promise<void> {
  const db = await openTestDatabase()
  let at = 0
  await work(new SqlAuditLog(db, () => (at += 1)))
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
