import { exportPackageSchema, type ExportPackage } from '@dateline/shared/export/package'
import type { CopyRow, PublicationRow, PublicationStore } from './publication-store.ts'
import type { RemoteCopy, RemoteTarget } from './remote-target.ts'
import type { Goal, Verdict } from './send-machine.ts'

interface Judged {
  readonly publications: PublicationStore
  readonly row: PublicationRow
  readonly story: ExportPackage
  readonly remote: RemoteTarget
  readonly goal: Goal
  readonly overwrite: boolean
  /** It was just written by us. */
  readonly isBack: boolean
}

interface Judgement {
  readonly verdict: Verdict
  readonly detail?: string
}

/** What a person saw of a copy when they chose: anything else is not overwritten (rule B7). */
export const seenHash = ({ state, hash }: RemoteCopy): string => `${state} ${hash}`

/** What the copy there is to us (rule B7): as the goal wants it, as we left it, or somebody else's. */
export async function judgeCopy(judged: Judged, copy: RemoteCopy): Promise<Judgement> {
  const { row, goal, overwrite, isBack, publications } = judged
  if (copy.state === 'blind') return { verdict: isBack ? 'same' : 'base' }
  if (copy.state === 'gone') return { verdict: goal === 'withdraw' ? 'same' : 'gone' }
  if (goal === 'withdraw') return judgeWithdrawn(copy)
  if (await isReached(judged, copy)) {
    if (!isBack) return { verdict: 'same' }
    if (copy.overtakenBy !== undefined) return { verdict: 'overtaken', detail: copy.overtakenBy }
    const [first] = copy.differences ?? []
    return first === undefined ? { verdict: 'same' } : { verdict: 'changed', detail: first }
  }
  if (isBack) {
    if (copy.overtakenBy !== undefined) return { verdict: 'overtaken', detail: copy.overtakenBy }
    return { verdict: 'changed', ...whatDiffers(copy, goal) }
  }
  if (overwrite && row.seen_hash === seenHash(copy)) return { verdict: 'base' }
  if (copy.state === 'trashed' || copy.state === 'locked') return { verdict: copy.state }
  const known = await publications.copy(row.story_id, row.target_id)
  if (await isOurs(judged, copy, known)) {
    const isLeftHidden = copy.isOurDraft || known?.state === 'withdrawn'
    return { verdict: copy.state === 'live' || isLeftHidden ? 'base' : 'hidden' }
  }
  if (copy.state === 'hidden' && !copy.isOurDraft && known?.state !== 'withdrawn') {
    return { verdict: 'hidden' }
  }
  return { verdict: 'changed' }
}

function judgeWithdrawn(copy: RemoteCopy): Judgement {
  if (copy.state === 'locked') return { verdict: 'locked' }
  return { verdict: copy.state === 'live' ? 'base' : 'same' }
}

async function isReached({ remote, story, goal }: Judged, copy: RemoteCopy): Promise<boolean> {
  const holdsOurs = copy.hash === (await remote.hashOf(story, goal))
  if (goal === 'publish') return copy.state === 'live' && holdsOurs
  // What readers already have stays as it is until the time has come.
  return copy.state === 'live' ? true : copy.isOurDraft && holdsOurs
}

function whatDiffers({ state, differences = [] }: RemoteCopy, goal: Goal): { detail?: string } {
  if (goal === 'publish' && state !== 'live') return { detail: 'It is not public there.' }
  const [first] = differences
  return first === undefined ? {} : { detail: first }
}

async function isOurs(
  { publications, row, remote }: Judged,
  copy: RemoteCopy,
  known: CopyRow | undefined,
): Promise<boolean> {
  if (copy.hash === known?.content_hash) return true
  // A draft whose words we never read back: a filter there may have changed what we made.
  if (copy.isOurDraft && (known?.content_hash ?? null) === null) return true
  // An earlier revision whose confirmation never reached us is ours as well.
  for (const earlier of await publications.toTarget(row.story_id, row.target_id)) {
    const story = exportPackageSchema.parse(JSON.parse(earlier.package))
    if ((await remote.hashOf(story, 'publish')) === copy.hash) return true
    if ((await remote.hashOf(story, 'prepare')) === copy.hash) return true
  }
  return false
}
