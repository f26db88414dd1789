import { factHash } from '@dateline/shared/facts/canonical'
import { seenValue } from '@dateline/shared/facts/mentions/seen-value'
import type { DecisionKind } from '@dateline/shared/facts/status'
import type { FactId, StoryId } from '@dateline/shared/ids'
import { StoryDoc, TEXT_FIELDS } from '@dateline/shared/story/story-doc'
import { textBlocks } from '@dateline/shared/story/text-blocks'
import type { SessionUser } from '../accounts/accounts.ts'
import type { Deps } from '../deps.ts'
import { decide } from '../facts/decide.ts'
import { KeyedQueue } from '../keyed-queue.ts'
import { createStory } from '../stories/create-story.ts'
import type { DemoStory } from './demo-story.ts'

/** Written by the reporter, judged by the editor through the same rules as anybody's. */
export async function makeDemoStory(
  deps: Deps,
  { seed, facts, approve, dispute, afterwards }: DemoStory,
  reporter: SessionUser,
  editor: SessionUser,
): Promise<void> {
  const id = await createStory(deps, reporter.id, seed, (doc) => {
    const story = new StoryDoc(doc)
    for (const fact of facts) story.facts.create(fact, 'demo')
    acknowledgeAll(story)
  })
  const queue = new KeyedQueue()
  const judge = async (factId: FactId, kind: DecisionKind, note: string) => {
    const hash = await hashOf(deps, id, factId)
    const decided = await decide(deps, queue, id, factId, editor, { kind, hash, note })
    if (!decided.ok) throw new Error(`demo fact ${factId}: ${decided.error.reason}`)
  }
  for (const factId of approve) await judge(factId, 'approve', '')
  for (const { factId, note } of dispute) await judge(factId, 'dispute', note)
  if (afterwards) {
    await deps.live.write(id, reporter.id, (doc) => afterwards(new StoryDoc(doc)))
  }
  const status = facts.length > 0 ? 'in_edit' : 'draft'
  await deps.stories.patch(id, { status, assignee: reporter.id })
  deps.live.announceRecord(id)
}

function hashOf(deps: Deps, storyId: StoryId, factId: FactId): Promise<string> {
  return deps.live.read(storyId, (doc) => {
    const fact = new StoryDoc(doc).facts.get(factId)
    if (!fact) throw new Error(`demo fact ${factId} cannot be read`)
    return factHash(fact)
  })
}

/** The desk has seen every value as it is now (rule M3): only what changes later glows. */
function acknowledgeAll(story: StoryDoc): void {
  for (const field of TEXT_FIELDS) {
    for (const run of textBlocks(story.text(field)).flatMap(({ runs }) => runs)) {
      if (run.kind !== 'mention') continue
      const { factId, field: key } = run.mention
      const value = seenValue(factId, key, (id) => story.facts.get(id))
      if (value !== undefined) story.seen.acknowledge(factId, key, value, 'demo')
    }
  }
}
