import { localeOf } from '@dateline/shared/facts/mentions/render-mention'
import type { FactStatus } from '@dateline/shared/facts/status'
import type { StoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { fieldText } from '@dateline/shared/story/story-text'
import { countWords } from '@dateline/shared/story/text-blocks'
import type { Deps } from '../deps.ts'
import { factsNow, toStoryFacts, type FactsNow } from '../facts/story-facts.ts'
import type { StoryIndexRow } from './story-store.ts'

/** What the desk shows of a fact's status. A retracted fact is a risk only while the copy uses it. */
const COUNTED: Readonly<Record<FactStatus, keyof StoryIndexRow['facts'] | null>> = {
  proposed: 'open',
  needs_source: 'open',
  in_check: 'open',
  approved: 'approved',
  changed: 'atRisk',
  disputed: 'atRisk',
  retracted: null,
}

/**
 * Reads off a story's document and records what the desk lists of it.
 * @returns that, and the facts that were read for it
 * @param at ms since epoch, from before anything is read: the index holds everything until then
 */
export async function readIndex(
  deps: Pick<Deps, 'live' | 'records'>,
  storyId: StoryId,
  at: number,
): Promise<{ row: StoryIndexRow; now: FactsNow }> {
  const facts = { approved: 0, open: 0, atRisk: 0 }
  const now = await factsNow(deps, storyId)
  for (const { status, mentions } of toStoryFacts(now)) {
    const counted = COUNTED[status] ?? (mentions > 0 ? 'atRisk' : null)
    if (counted) facts[counted] += 1
  }
  const read = await deps.live.read(storyId, (doc) => {
    const story = new StoryDoc(doc)
    const { language, slug = '', targetWords = null } = story.meta.read()
    return {
      slug,
      language,
      targetWords,
      headline: fieldText(story, 'headline').slice(0, 500),
      words: countWords(fieldText(story, 'body'), localeOf(language)),
      proposals: story.proposals.list().length,
    }
  })
  return { row: { ...read, facts, updatedAt: at }, now }
}
