import type { StoryId } from '@dateline/shared/ids'
import type { StoryStatus } from '@dateline/shared/story/story-status'
import type { Kysely } from 'kysely'
import { insertAudit } from '../audit/sql-audit-log.ts'
import type { Deps } from '../deps.ts'
import type { Tables } from '../store/database.ts'
import { OUT_STATES, type PublicationRow } from './publication-store.ts'
import type { RemoteCopy } from './remote-target.ts'
import type { Goal } from './send-machine.ts'

interface Settled {
  readonly row: PublicationRow
  readonly goal: Goal
  /** null: there was nothing to withdraw. */
  readonly remoteId: string | null
  readonly copy: RemoteCopy | undefined
  readonly token: string
}

/**
 * Records that the target holds what was asked: the publication, what we know of the copy there and
 * the audit row in one commit; then the story's own status. A crash in between leaves the
 * publication to be looked up and settled again.
 */
export async function settlePublication(deps: Deps, settled: Settled): Promise<void> {
  const { row, goal, copy } = settled
  const now = deps.now()
  const storyId = row.story_id as StoryId
  const { state, detail } = ending(row, goal)
  if (goal === 'publish') await markPublished(deps, row)
  await deps.db.transaction().execute(async (transaction) => {
    const done = await transaction
      .updateTable('publications')
      .set({
        state,
        reason: null,
        ...(copy && { remote_url: copy.url }),
        lease_until: null,
        lease_token: null,
        next_attempt_at: goal === 'prepare' ? row.due_at : null,
        updated_at: now,
      })
      .where('id', '=', row.id)
      .where('lease_token', '=', settled.token)
      .executeTakeFirst()
    if (done.numUpdatedRows === 0n) return // somebody else has it by now, and says so themselves
    await transaction
      .insertInto('publication_attempts')
      .values({ publication_id: row.id, at: now, outcome: state, detail })
      .execute()
    if (settled.remoteId !== null) await keepCopy(transaction, settled, now)
    if (goal !== 'prepare') {
      await insertAudit(transaction, { by: row.by, storyId, ...entry(settled) }, now)
    }
  })
  if (goal === 'withdraw') await markWithdrawn(deps, row)
  deps.live.announceRecord(storyId)
}

interface Ending {
  readonly state: 'confirmed' | 'live' | 'scheduled' | 'withdrawn'
  readonly detail: string
}

function ending({ due_at }: PublicationRow, goal: Goal): Ending {
  if (goal === 'withdraw') {
    return { state: 'withdrawn', detail: 'Read back from the site: no reader sees it any more.' }
  }
  if (goal === 'prepare') {
    return {
      state: 'scheduled',
      detail: 'Everything is in place; no reader sees it before its time.',
    }
  }
  const detail = 'Read back from the site and equal to what was sent.'
  return { state: due_at === null ? 'confirmed' : 'live', detail }
}

function entry({ row, goal, copy, remoteId }: Settled) {
  return {
    action: goal === 'withdraw' ? 'story.withdrawn' : 'story.published',
    detail: {
      publicationId: row.id,
      targetId: row.target_id,
      revision: row.revision,
      url: copy?.url ?? null,
      remoteId,
    },
  }
}

const UNSEEN = { prepare: 'draft', withdraw: 'withdrawn' } as const

/** What the site holds now is what the next write starts from (rule B7). */
async function keepCopy(
  db: Pick<Kysely<Tables>, 'insertInto'>,
  { row, goal, remoteId, copy }: Settled,
  now: number,
): Promise<void> {
  if (goal === 'prepare' && copy?.state === 'blind') return // it has not heard of it yet
  const known = {
    story_id: row.story_id,
    target_id: row.target_id,
    remote_id: remoteId ?? '',
    remote_url: copy?.url ?? null,
    content_hash: copy?.hash ?? null,
    updated_at: now,
    state: goal === 'publish' || copy?.state === 'live' ? 'live' : UNSEEN[goal],
    etag: null,
    revision: row.revision,
  }
  await db
    .insertInto('remote_copies')
    .values(known)
    .onConflict((conflict) => conflict.columns(['story_id', 'target_id']).doUpdateSet(known))
    .execute()
}

/** The first time out it is published; the next revision to a site that has it says what it was. */
export async function markPublished(deps: Deps, row: PublicationRow): Promise<void> {
  const storyId = row.story_id as StoryId
  const earlier = await deps.db
    .selectFrom('publications')
    .select('target_id')
    .where('story_id', '=', row.story_id)
    .where('state', 'in', [...OUT_STATES])
    .where('id', '!=', row.id)
    .execute()
  const isThere = earlier.some(({ target_id }) => target_id === row.target_id)
  if (earlier.length > 0 && !isThere && row.action !== 'correct') return // the same news elsewhere
  await deps.stories.patch(storyId, { status: statusAfter(row, isThere) })
}

function statusAfter({ action }: PublicationRow, isThere: boolean): StoryStatus {
  if (action === 'correct') return 'corrected'
  return isThere ? 'updated' : 'published'
}

/** Once no site has it any more, it is in the desk's hands again; a killed story stays killed. */
async function markWithdrawn(deps: Deps, row: PublicationRow): Promise<void> {
  const storyId = row.story_id as StoryId
  const left = await deps.db
    .selectFrom('remote_copies')
    .select('target_id')
    .where('story_id', '=', row.story_id)
    .where('state', '=', 'live')
    .execute()
  const story = await deps.stories.get(storyId)
  if (left.length > 0 || !story || story.status === 'killed') return
  await deps.stories.patch(storyId, { status: 'in_edit' })
}
