import type { RemoteCopyView } from '@dateline/shared/api/contracts'
import { exportPackageSchema } from '@dateline/shared/export/package'
import { renderWordPressBlocks } from '@dateline/shared/export/wordpress-blocks'
import type { Deps } from '../deps.ts'
import { HttpError } from '../http/http-error.ts'
import { seenHash } from './judge-copy.ts'
import { openTarget } from './open-target.ts'
import type { PublicationRow, PublicationStore } from './publication-store.ts'
import type { TargetStore } from './target-store.ts'
import { plainWords } from './wordpress-content.ts'

interface Stores {
  readonly publications: PublicationStore
  readonly targets: TargetStore
}

/**
 * What the target holds now, beside what we sent, for a person who has to choose (rule B7).
 * @throws HttpError 409 `not-asked` in words when it cannot be asked
 */
export async function remoteCopy(
  deps: Deps,
  { publications, targets }: Stores,
  row: PublicationRow,
): Promise<RemoteCopyView> {
  const story = exportPackageSchema.parse(JSON.parse(row.package))
  const refuse = (detail: string) => new HttpError(409, 'not-asked', detail)
  const target = await targets.get(row.target_id)
  if (!target) throw refuse('The target was removed.')
  const known = await publications.copy(row.story_id, row.target_id)
  const timeoutMs = deps.config.limits.PUBLISH_TIMEOUT_MS
  const opened = openTarget(targets, target, story, { timeoutMs, deps })
  if (!opened.ok) throw refuse(opened.error)
  const remote = opened.value
  const account = await remote.check()
  if (account.kind !== 'ok') throw refuse('reason' in account ? account.reason : 'Try again.')
  const copy = known
    ? await remote.read(known.remote_id)
    : { kind: 'refused' as const, reason: 'There is no copy of this story there.' }
  if (copy.kind !== 'ok') throw refuse('reason' in copy ? copy.reason : 'Try again.')
  const { state, url, editUrl, text } = copy.value
  if (state === 'blind') throw refuse('A webhook is told things and cannot be asked. Look there.')
  return {
    state,
    seen: seenHash(copy.value),
    url,
    editUrl: editUrl ?? null,
    ours: {
      headline: story.headline.text,
      standfirst: story.standfirst.text,
      // As the target shows it: with its byline, its notices and its fact box.
      body: plainWords(renderWordPressBlocks(story)),
    },
    theirs: text ?? null,
  }
}
