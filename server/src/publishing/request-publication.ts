import type { publishBody } from '@dateline/shared/api/contracts'
import type { Notice } from '@dateline/shared/export/notice'
import { exportPackageSchema, type ExportPackage } from '@dateline/shared/export/package'
import { sha256Hex } from '@dateline/shared/facts/canonical'
import { beyondOverride } from '@dateline/shared/gate/override'
import { mintId, type StoryId } from '@dateline/shared/ids'
import type { StoryRecord } from '@dateline/shared/story/record'
import { can } from '@dateline/shared/users/policy'
import type { z } from 'zod'
import type { SessionUser } from '../accounts/accounts.ts'
import type { Deps } from '../deps.ts'
import { HttpError } from '../http/http-error.ts'
import { frozen } from './frozen.ts'
import { gateClosed } from './gate-closed.ts'
import { OUT_STATES, type PublicationRow, type PublicationStore } from './publication-store.ts'
import { snapshotStory, type StorySnapshot } from './story-snapshot.ts'
import type { TargetRow } from './target-store.ts'

interface Asked {
  readonly user: SessionUser
  readonly story: StoryRecord
  readonly target: TargetRow
  readonly override: z.output<typeof publishBody>['override']
  /** Not before this moment, ms since epoch. */
  readonly at?: number | undefined
  readonly notice?: z.output<typeof publishBody>['notice']
}

/**
 * Freezes the story as it stands, with its approvals, and puts it into the queue of a target (rules
 * B1, G9, G10, PS2). Nothing is sent here.
 *
 * @throws HttpError 409 `gate-closed` with the reasons, also those that an override does not open;
 *   403 `own-story` for an override by the author; 422 `unknown-node`, `review-too-early`
 */
export async function requestPublication(
  deps: Deps,
  publications: PublicationStore,
  asked: Asked,
): Promise<PublicationRow> {
  const { user, story, target } = asked
  const now = deps.now()
  const dueAt = asked.at !== undefined && asked.at > now ? asked.at : null
  const snapshot = untilThen(await snapshotStory(deps, story.id as StoryId), dueAt)
  try {
    const override = overrideFor(snapshot, user, asked.override?.reason)
    const reviewDueAt = override && reviewTime(asked.override?.reviewBy, dueAt ?? now)
    const { publishedAt } = await publications.published(story.id)
    const earlier = await earlierNotices(publications, story.id)
    const isThere = (await publications.lastOut(story.id, target.id)) !== undefined
    const notice = noticeOf(asked.notice, earlier, now)
    const action = actionOf(isThere, notice)
    const { doc, record, factRecords, media } = snapshot
    const row = await publications.add(
      (revision) => {
        const json = JSON.stringify(
          frozen({
            doc,
            record,
            factRecords,
            media,
            revision,
            now,
            timeZone: deps.config.timeZone,
            publishedAt: publishedAt ?? dueAt ?? undefined,
            override,
            action,
            correction: isThere ? notice : null,
            earlierCorrections: earlier.filter((one) => one !== notice || !isThere),
            embargoUntil: dueAt,
          }),
        )
        return {
          ...queuedRow(asked, now),
          action,
          due_at: dueAt,
          package: json,
          package_hash: sha256Hex(json),
          override_by: override?.by ?? null,
          override_reason: override?.reason ?? null,
        }
      },
      story.id,
      target.id,
    )
    await audit(deps, row, target, snapshot, override)
    if (reviewDueAt !== null) await remind(deps, story, reviewDueAt)
    return row
  } finally {
    snapshot.doc.destroy()
  }
}

/** How soon somebody looks again at what went out through a closed gate, unless told otherwise, ms. */
const REVIEW_MS = 24 * 3_600_000

/** @param out when readers get it @throws HttpError 422 */
function reviewTime(reviewBy: number | undefined, out: number): number {
  if (reviewBy === undefined) return out + REVIEW_MS
  if (reviewBy > out) return reviewBy
  throw new HttpError(
    422,
    'review-too-early',
    'The story is to be looked at again before it is out. Name a later time, or leave it out: a day later then.',
  )
}

/** Puts the story on every desk's list of what has to be looked at again (rule G16). */
async function remind(deps: Deps, story: StoryRecord, reviewDueAt: number): Promise<void> {
  await deps.stories.patch(story.id as StoryId, { reviewDueAt })
  deps.live.announceRecord(story.id as StoryId)
}

/** What every row of the queue starts with. */
export const queuedRow = (
  { user, story, target }: Pick<Asked, 'user' | 'story' | 'target'>,
  now: number,
) => ({
  id: mintId(),
  story_id: story.id,
  target_id: target.id,
  state: 'queued',
  reason: null,
  override_by: null,
  override_reason: null,
  by: user.id,
  at: now,
  updated_at: now,
  next_attempt_at: now,
  lease_until: null,
  remote_url: null,
  due_at: null,
  seen_hash: null,
  lease_token: null,
})

/** An embargo that ends by then holds nothing back: until then no reader sees it (rule PS2). */
function untilThen(snapshot: StorySnapshot, dueAt: number | null): StorySnapshot {
  const { embargoUntil } = snapshot.record
  if (dueAt === null || embargoUntil === null || dueAt < embargoUntil) return snapshot
  return { ...snapshot, reasons: snapshot.reasons.filter(({ code }) => code !== 'embargo') }
}

/** Every notice that readers were given so far, oldest first, each once. */
async function earlierNotices(publications: PublicationStore, storyId: string): Promise<Notice[]> {
  const notices = new Map<string, Notice>()
  for (const row of (await publications.ofStory(storyId)).toReversed()) {
    if (!OUT_STATES.includes(row.state)) continue
    const { corrections } = exportPackageSchema.parse(JSON.parse(row.package))
    for (const notice of corrections) {
      const key = `${notice.kind} ${notice.text}`
      if (!notices.has(key)) notices.set(key, notice)
    }
  }
  return [...notices.values()].toSorted((a, b) => a.at - b.at)
}

/** The same notice for one more target is the same notice, not a second one. */
function noticeOf(asked: Asked['notice'], earlier: readonly Notice[], now: number): Notice | null {
  if (!asked) return null
  const known = earlier.find(({ kind, text }) => kind === asked.kind && text === asked.text)
  return known ?? { ...asked, at: now }
}

function actionOf(isThere: boolean, notice: Notice | null): ExportPackage['action'] {
  if (!isThere) return 'publish'
  return notice?.kind === 'correction' ? 'correct' : 'update'
}

type Override = ExportPackage['override']

function overrideFor(
  { reasons, record }: StorySnapshot,
  user: SessionUser,
  reason: string | undefined,
): Override {
  if (reasons.length === 0) return null // the gate is open: there is nothing to override
  if (reason === undefined) throw gateClosed(reasons)
  if (!can(user, 'story.override', record)) {
    throw new HttpError(
      403,
      'own-story',
      'You wrote or were assigned this story, so another editor has to answer for publishing it like this.',
    )
  }
  const fixed = beyondOverride(reasons)
  if (fixed.length > 0) throw gateClosed(fixed)
  return { by: user.id, reason, codes: [...new Set(reasons.map(({ code }) => code))] }
}

async function audit(
  deps: Deps,
  row: PublicationRow,
  target: TargetRow,
  { reasons }: StorySnapshot,
  override: Override,
): Promise<void> {
  const { id, revision, package_hash: packageHash, by, story_id: storyId } = row
  const { action, due_at: dueAt } = row
  const detail = {
    publicationId: id,
    targetId: target.id,
    target: target.name,
    revision,
    action,
    dueAt,
  }
  if (override) {
    await deps.audit.record({
      by,
      storyId,
      action: 'story.override',
      detail: { ...detail, reason: override.reason, reasons },
    })
  }
  await deps.audit.record({
    by,
    storyId,
    action: 'story.publish',
    detail: { ...detail, packageHash },
  })
}
