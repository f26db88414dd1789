import type { resolutionBody } from '@dateline/shared/api/contracts'
import type { z } from 'zod'
import type { SessionUser } from '../accounts/accounts.ts'
import type { Deps } from '../deps.ts'
import { HttpError } from '../http/http-error.ts'
import type { Outcome, PublicationRow, PublicationStore } from './publication-store.ts'

type Choice = z.output<typeof resolutionBody>

interface Act {
  readonly outcome: Outcome
  readonly detail: string
  readonly action: string
}

const ACTS: Readonly<Record<Choice['choice'], Act>> = {
  ours: {
    outcome: 'overwrite',
    detail: 'Somebody looked at what is on the site and chose our version.',
    action: 'story.publish-overwrite',
  },
  theirs: {
    outcome: 'keep-theirs',
    detail: 'Somebody chose to keep what is on the site.',
    action: 'story.publish-kept',
  },
  merged: {
    outcome: 'merged',
    detail:
      'Somebody took what was changed on the site into the story; the next revision replaces it.',
    action: 'story.publish-merged',
  },
  accept: {
    outcome: 'accepted',
    detail: 'Somebody looked at what is on the site and found it right.',
    action: 'story.publish-accepted',
  },
}

/**
 * What a person makes of a copy that is not as we left it (rule B7). Only what they saw is ever
 * overwritten or taken as the new ground: if it changed again meanwhile, that is a conflict again.
 *
 * @throws HttpError 409 `not-in-conflict`, `newer-revision`
 */
export async function resolvePublication(
  deps: Deps,
  publications: PublicationStore,
  row: PublicationRow,
  user: SessionUser,
  { choice, seen }: Choice,
): Promise<void> {
  const isConflict = row.state === 'conflict'
  if (choice === 'accept' ? row.state !== 'altered' : !isConflict) {
    throw new HttpError(
      409,
      'not-in-conflict',
      'There is nothing to decide about this publication.',
    )
  }
  await refuseOlder(publications, row)
  const now = deps.now()
  const { outcome, detail, action } = ACTS[choice]
  await publications.note(row.id, outcome, detail, now)
  const seenHash = seen ?? row.seen_hash
  if (choice === 'ours') {
    const queued = { state: 'queued', reason: null, next_attempt_at: now, seen_hash: seenHash }
    await publications.finish(row.id, queued, now)
  } else if (choice === 'accept') {
    const state = row.due_at === null ? 'confirmed' : 'live'
    await publications.finish(row.id, { state, reason: null }, now)
  } else {
    await takeAsGround(publications, row, seenHash, now)
    await publications.finish(row.id, { state: 'replaced', reason: detail }, now)
  }
  await deps.audit.record({
    by: user.id,
    storyId: row.story_id,
    action,
    detail: { publicationId: row.id, revision: row.revision, targetId: row.target_id },
  })
}

/** The next write starts from what the person saw there. */
async function takeAsGround(
  publications: PublicationStore,
  row: PublicationRow,
  seen: string | null,
  now: number,
): Promise<void> {
  const copy = await publications.copy(row.story_id, row.target_id)
  const [state, hash] = (seen ?? '').split(' ')
  if (!copy || !hash) return
  await publications.saveCopy({
    ...copy,
    content_hash: hash,
    state: state === 'live' ? 'live' : 'withdrawn',
    updated_at: now,
  })
}

/** @throws HttpError 409 `newer-revision`: what came later is what counts now */
export async function refuseOlder(
  publications: PublicationStore,
  row: PublicationRow,
): Promise<void> {
  const newest = (await publications.toTarget(row.story_id, row.target_id)).at(-1)
  if (!newest || newest.revision <= row.revision) return
  throw new HttpError(
    409,
    'newer-revision',
    `Revision ${newest.revision} came after this one. Look at that, or publish anew.`,
  )
}
