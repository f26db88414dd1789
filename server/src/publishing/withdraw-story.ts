import type { withdrawBody } from '@dateline/shared/api/contracts'
import { exportPackageSchema } from '@dateline/shared/export/package'
import { sha256Hex } from '@dateline/shared/facts/canonical'
import type { StoryId } from '@dateline/shared/ids'
import type { StoryRecord } from '@dateline/shared/story/record'
import type { z } from 'zod'
import type { SessionUser } from '../accounts/accounts.ts'
import type { Deps } from '../deps.ts'
import { HttpError } from '../http/http-error.ts'
import type { PublicationRow, PublicationStore } from './publication-store.ts'
import { queuedRow } from './request-publication.ts'
import type { TargetRow, TargetStore } from './target-store.ts'

/**
 * Queues the withdrawal of a story from targets that have it, and kills the story when that is asked
 * (rule PS4). What goes to a target is what it had last, marked as withdrawn.
 *
 * @throws HttpError 409 `not-out` when none of them has it
 */
export async function withdrawStory(
  deps: Deps,
  stores: { readonly publications: PublicationStore; readonly targets: TargetStore },
  asked: {
    readonly user: SessionUser
    readonly story: StoryRecord
    readonly body: z.output<typeof withdrawBody>
  },
): Promise<readonly PublicationRow[]> {
  const { user, story, body } = asked
  const known = await stores.targets.list()
  const wanted = body.targets ? known.filter(({ id }) => body.targets?.includes(id)) : known
  const rows: PublicationRow[] = []
  for (const target of wanted) {
    const row = await withdrawFrom(deps, stores.publications, { user, story, target }, body.note)
    if (row) rows.push(row)
  }
  if (rows.length === 0 && !body.kill) {
    throw new HttpError(409, 'not-out', 'No site has this story, so there is nothing to withdraw.')
  }
  if (body.kill) {
    await deps.stories.patch(story.id as StoryId, { status: 'killed' })
    const detail = { from: { status: story.status }, to: { status: 'killed' }, note: body.note }
    await deps.audit.record({ by: user.id, storyId: story.id, action: 'story.status', detail })
    deps.live.announceRecord(story.id as StoryId)
  }
  return rows
}

async function withdrawFrom(
  deps: Deps,
  publications: PublicationStore,
  asked: {
    readonly user: SessionUser
    readonly story: StoryRecord
    readonly target: TargetRow
  },
  note: string,
): Promise<PublicationRow | undefined> {
  const { user, story, target } = asked
  const all = await publications.toTarget(story.id, target.id)
  const last = all.findLast(({ state }) => !['replaced', 'cancelled', 'withdrawn'].includes(state))
  if (!last || last.action === 'withdraw') return undefined
  const now = deps.now()
  const row = await publications.add(
    (revision) => {
      const json = JSON.stringify({
        ...exportPackageSchema.parse(JSON.parse(last.package)),
        action: 'withdraw',
        revision,
        correction: null,
        withdrawalNote: note,
        modifiedAt: now,
      })
      return {
        ...queuedRow(asked, now),
        action: 'withdraw',
        package: json,
        package_hash: sha256Hex(json),
      }
    },
    story.id,
    target.id,
  )
  const detail = { publicationId: row.id, targetId: target.id, target: target.name, note }
  await deps.audit.record({ by: user.id, storyId: story.id, action: 'story.withdraw', detail })
  return row
}
