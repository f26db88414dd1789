import { checkBlocks } from '../facts/checks/check-blocks.ts'
import { checkStory } from '../facts/checks/check-story.ts'
import type { CheckRule, CheckWorld, Finding } from '../facts/checks/finding.ts'
import type { FactStatus } from '../facts/status.ts'
import type { StoryDoc } from '../story/story-doc.ts'

/** The day the stories of the checks are dated. */
export const TODAY = '2025-11-01'

export const worldOf = (
  story: StoryDoc,
  today: string = TODAY,
  statuses: ReadonlyMap<string, FactStatus> = new Map(),
): CheckWorld => ({
  language: story.meta.read().language,
  today,
  facts: story.facts.list(),
  statuses,
})

/** What the rules find in a story. */
export const findingsOf = (story: StoryDoc, today?: string): Finding[] =>
  checkStory(checkBlocks(story), worldOf(story, today))

/** What one rule finds, as a person would note it: `words`, or `words → what the fix writes`. */
export const notesOf = (story: StoryDoc, rule: CheckRule, today?: string): string[] =>
  findingsOf(story, today)
    .filter((finding) => finding.rule === rule)
    .map(({ words, fix }) => (fix ? `${words} → ${fix.words}` : words))
