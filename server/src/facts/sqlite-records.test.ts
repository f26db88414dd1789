import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Authorship } from '@dateline/shared/facts/status'
import { mintStoryId } from '@dateline/shared/ids'
import { afterEach, expect, test } from 'vitest'
import { SqliteAuditLog } from '../audit/sqlite-audit-log.ts'
import type { Database } from '../store/database.ts'
import { openDatabase } from '../store/sqlite/open-database.ts'
import { SqliteStoryStore } from '../stories/sqlite-story-store.ts'
import { recordsContract, type OpenRecords } from './records.contract.ts'
import { SqliteRecords } from './sqlite-records.ts'

const opened: { dir: string; db: Database }[] = []
afterEach(async () => {
  for (const { dir, db } of opened.splice(0)) {
    await db.destroy()
    await rm(dir, { recursive: true })
  }
})

async function open(): Promise<OpenRecords & { db: Database }> {
  const dir = await mkdtemp(join(tmpdir(), 'dateline-'))
  const db = await openDatabase(dir)
  opened.push({ dir, db })
  const stories = new SqliteStoryStore(db, async () => [])
  const authorship = new Map<string, Authorship>()
  const live = { authorship: async () => authorship }
  const [storyId, otherStoryId] = [mintStoryId(), mintStoryId()]
  await stories.add(storyId, 'rita', 0)
  await stories.add(otherStoryId, 'rita', 0)
  const audit = new SqliteAuditLog(db, () => 0)
  return {
    db,
    records: new SqliteRecords({ db, live, stories }),
    storyId,
    otherStoryId,
    authorship,
    audited: async () => (await audit.ofStory(storyId)).map(({ action }) => action),
  }
}

recordsContract('sqlite', open)

test('[A5] a decision that cannot be stored leaves no audit row and no new version', async () => {
  const { records, storyId, audited, db } = await open()
  const before = (await records.message(storyId))?.story.version
  const broken = { kind: 'approve', hash: 'x', by: 'eve', at: null as never, note: '' } as const
  const frozen = { label: 'x' } as never
  await expect(records.append(storyId, 'next', { ...broken, frozen })).rejects.toThrow(/NOT NULL/)
  expect(await audited()).toEqual([])
  expect(await db.selectFrom('fact_decisions').selectAll().execute()).toEqual([])
  expect((await records.message(storyId))?.story.version).toBe(before)
})
