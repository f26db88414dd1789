import type { Changes } from '@dateline/shared/api/contracts'
import { compareCopies } from '@dateline/shared/corrections/compare-copies'
import { draftNotice } from '@dateline/shared/corrections/draft-notice'
import { exportPackageSchema } from '@dateline/shared/export/package'
import { factHash } from '@dateline/shared/facts/canonical'
import type { FactRecord } from '@dateline/shared/facts/status'
import type { StoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import type { Deps } from '../deps.ts'
import { frozen } from './frozen.ts'
import type { PublicationStore } from './publication-store.ts'
import { snapshotStory } from './story-snapshot.ts'
import type { TargetStore } from './target-store.ts'

/**
 * What changed since readers got the story, sorted, with a notice to start from and every copy out
 * there that carries the old values (rules C1–C5). The facts are compared as they stand, approved or
 * not: an editor wants to see the change before it is approved.
 */
export async function storyChanges(
  deps: Deps,
  { publications, targets }: { publications: PublicationStore; targets: TargetStore },
  storyId: StoryId,
  targetId?: string,
): Promise<Changes> {
  const last = await publications.lastOut(storyId, targetId)
  if (!last) return { since: null, changes: [], draft: null, copies: [] }
  const { doc, record, media } = await snapshotStory(deps, storyId)
  try {
    const before = exportPackageSchema.parse(JSON.parse(last.package))
    const factRecords = asIfApproved(new StoryDoc(doc))
    const story = { doc, record, factRecords, media }
    const { timeZone } = deps.config
    const after = frozen({ ...story, revision: 0, now: deps.now(), timeZone, draft: true })
    const changes = compareCopies(before, after)
    const names = await targets.evenRemoved()
    const copies = (await publications.copies(storyId)).filter(({ state }) => state === 'live')
    return {
      since: { revision: last.revision, at: last.due_at ?? last.at },
      changes,
      draft: draftNotice(changes, before.language) ?? null,
      copies: copies.map(({ target_id, remote_url }) => ({
        target: names.get(target_id)?.name ?? '(removed)',
        url: remote_url,
      })),
    }
  } finally {
    doc.destroy()
  }
}

function asIfApproved(story: StoryDoc): ReadonlyMap<string, FactRecord> {
  return new Map(
    story.facts.list().map((fact) => {
      const decision = {
        kind: 'approve' as const,
        hash: factHash(fact),
        by: '',
        at: 0,
        note: '',
        frozen: fact,
      }
      return [fact.id, { latest: decision, approval: decision }]
    }),
  )
}
