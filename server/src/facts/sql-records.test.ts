import type { Authorship } from '@dateline/shared/facts/status'
import { mintStoryId } from '@dateline/shared/ids'
import { expect, test } from 'vitest'
import { SqlAuditLog } from '../audit/sql-audit-log.ts'
import { ApprovalPolicies } from '../policy/approval-policies.ts'
import type { Database } from '../store/database.ts'
import { SqlStoryStore } from '../stories/sql-story-store.ts'
import { openTestDatabase } from '../testing/test-database.ts'
import { recordsContract, type OpenRecords } from './records.contract.ts'
import { SqlRecords } from './sql-records.ts'

async function open(): Promise<OpenRecords & { db: Database }> {
  const db = await openTestDatabase()
  const stories = new SqlStoryStore(db, async () => [])
  const authorship = new Map<string, Authorship>()
  const live = { authorship: async () => authorship, writers: async () => ({}) }
  const [storyId, otherStoryId] = [mintStoryId(), mintStoryId()]
  await stories.add(storyId, 'rita', 0)
  await stories.add(otherStoryId, 'rita', 0)
  const audit = new SqlAuditLog(db, () => 0)
  return {
    db,
    records: new SqlRecords({ db, live, stories, policies: new ApprovalPolicies(db, false) }),
    storyId,
    otherStoryId,
    authorship,
    audited: async () => (await audit.ofStory(storyId)).map(({ action }) => action),
  }
}

recordsContract('SQL', open)

test('[A5] a decision that cannot be stored leaves no audit row and no new version', async () => {
  const { records, storyId, audited, db } = await open()
  const before = (await records.message(storyId))?.story.version
  const broken = { kind: 'approve', hash: 'x', by: 'eve', at: null as never, note: '' } as const
  const frozen = { label: 'x' } as never
  await expect(records.append(storyId, 'next', { ...broken, frozen })).rejects.toThrow(/not.null/i)
  expect(await audited()).toEqual([])
  expect(await db.selectFrom('fact_decisions').selectAll().execute()).toEqual([])
  expect((await records.message(storyId))?.story.version).toBe(before)
})
