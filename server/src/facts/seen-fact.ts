import { factHash } from '@dateline/shared/facts/canonical'
import type { Fact } from '@dateline/shared/facts/fact'
import type { StoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import type { Deps } from '../deps.ts'
import type { ServedFacts } from './served-facts.ts'

/** A pause in the writing after which a person may have looked, and how many of them are tried. */
const REST_MS = 1_000
const RESTS_TRIED = 3

/**
 * The fact as somebody saw it who decided on `hash` (rule A3): as it was judged before, as it was
 * answered lately, or as it stood when the story last rested. Each look back loads the story's
 * log, so only a few are taken.
 *
 * @returns undefined when none of these has that hash
 */
export async function seenFact(
  deps: Pick<Deps, 'live' | 'pasts' | 'records'>,
  served: ServedFacts,
  storyId: StoryId,
  factId: string,
  hash: string,
): Promise<Fact | undefined> {
  const known =
    (await deps.records.decided(storyId, factId, hash)) ?? served.find(storyId, factId, hash)
  if (known) return known
  const log = await deps.live.log(storyId)
  const rests = log
    .filter(({ at }, index) => (log[index + 1]?.at ?? at) - at >= REST_MS)
    .toReversed()
    .slice(0, RESTS_TRIED)
  for (const { at } of rests) {
    const doc = await deps.pasts.copy(storyId, at)
    const fact = new StoryDoc(doc).facts.get(factId)
    doc.destroy()
    if (fact && factHash(fact) === hash) return fact
  }
  return undefined
}
