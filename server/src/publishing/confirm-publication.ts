import type { StoryId } from '@dateline/shared/ids'
import { insertAudit } from '../audit/sql-audit-log.ts'
import type { Deps } from '../deps.ts'
import type { PublicationRow } from './publication-store.ts'
import type { TargetRow } from './target-store.ts'

/**
 * Records that the site holds what was sent: the publication, what we know of the copy there and the
 * audit row in one commit; then the story's own status. A crash in between leaves the publication
 * to be looked up and confirmed again.
 */
export async function confirmPublication(
  deps: Deps,
  row: PublicationRow,
  target: TargetRow,
  copy: { readonly id: string; readonly url: string | null; readonly hash: string },
): Promise<void> {
  const now = deps.now()
  const storyId = row.story_id as StoryId
  await markStory(deps, row)
  await deps.db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('publications')
      .set({
        state: 'confirmed',
        reason: null,
        remote_url: copy.url,
        lease_until: null,
        next_attempt_at: null,
        updated_at: now,
      })
      .where('id', '=', row.id)
      .execute()
    await transaction
      .insertInto('publication_attempts')
      .values({
        publication_id: row.id,
        at: now,
        outcome: 'confirmed',
        detail: 'Read back from the site and equal to what was sent.',
      })
      .execute()
    const known = {
      story_id: row.story_id,
      target_id: row.target_id,
      remote_id: copy.id,
      remote_url: copy.url,
      content_hash: copy.hash,
      updated_at: now,
      state: 'live',
      etag: null,
      revision: row.revision,
    }
    await transaction
      .insertInto('remote_copies')
      .values(known)
      .onConflict((conflict) => conflict.columns(['story_id', 'target_id']).doUpdateSet(known))
      .execute()
    const detail = {
      publicationId: row.id,
      targetId: target.id,
      target: target.name,
      revision: row.revision,
      url: copy.url,
      remoteId: copy.id,
    }
    const entry = { by: row.by, storyId, action: 'story.published', detail }
    await insertAudit(transaction, entry, now)
  })
  deps.live.announceRecord(storyId)
}

/** The first time out it is published; the next revision to a site that has it is an update. */
async function markStory(deps: Deps, row: PublicationRow): Promise<void> {
  const storyId = row.story_id as StoryId
  const earlier = await deps.db
    .selectFrom('publications')
    .select('target_id')
    .where('story_id', '=', row.story_id)
    .where('state', '=', 'confirmed')
    .where('id', '!=', row.id)
    .execute()
  const isUpdate = earlier.some(({ target_id }) => target_id === row.target_id)
  if (earlier.length > 0 && !isUpdate) return // the same news on one more site
  await deps.stories.patch(storyId, { status: isUpdate ? 'updated' : 'published' })
}
