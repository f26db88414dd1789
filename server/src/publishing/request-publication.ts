import type { publishBody } from '@dateline/shared/api/contracts'
import type { ExportPackage } from '@dateline/shared/export/package'
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
import type { PublicationRow, PublicationStore } from './publication-store.ts'
import { snapshotStory, type StorySnapshot } from './story-snapshot.ts'
import type { TargetRow } from './target-store.ts'

/**
 * Freezes the story as it stands, with its approvals, and puts it into the queue of a target (rules
 * B1, G9, G10). Nothing is sent here.
 *
 * @throws HttpError 409 `gate-closed` with the reasons, also those that an override does not open;
 *   403 `own-story` for an override by the author; 422 `unknown-node`
 */
export async function requestPublication(
  deps: Deps,
  publications: PublicationStore,
  asked: {
    readonly user: SessionUser
    readonly story: StoryRecord
    readonly target: TargetRow
    readonly override: z.output<typeof publishBody>['override']
  },
): Promise<PublicationRow> {
  const { user, story, target } = asked
  const snapshot = await snapshotStory(deps, story.id as StoryId)
  try {
    const override = overrideFor(snapshot, user, asked.override?.reason)
    const { publishedAt } = await publications.published(story.id)
    const now = deps.now()
    const { doc, record, factRecords, media } = snapshot
    const row = await publications.add(
      (revision) => {
        const input = { doc, record, factRecords, media, revision, now, publishedAt, override }
        const json = JSON.stringify(frozen(input))
        return {
          id: mintId(),
          story_id: story.id,
          target_id: target.id,
          state: 'queued',
          reason: null,
          package: json,
          package_hash: sha256Hex(json),
          override_by: override?.by ?? null,
          override_reason: override?.reason ?? null,
          by: user.id,
          at: now,
          updated_at: now,
          next_attempt_at: now,
          lease_until: null,
          remote_url: null,
          action: 'publish',
          due_at: null,
          seen_hash: null,
          lease_token: null,
        }
      },
      story.id,
      target.id,
    )
    await audit(deps, row, target, snapshot, override)
    return row
  } finally {
    snapshot.doc.destroy()
  }
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
  const detail = { publicationId: id, targetId: target.id, target: target.name, revision }
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
