import type { MentionRef } from '@dateline/shared/facts/mentions/render-mention'
import { seenValue } from '@dateline/shared/facts/mentions/seen-value'
import { TEXT_FIELDS } from '@dateline/shared/story/story-doc'
import { textBlocks } from '@dateline/shared/story/text-blocks'
import { derived, type Snapshots } from '../../sync/snapshots.ts'
import type { StorySession } from '../../sync/story-session.ts'
import { isUnseen } from './mention-look.ts'

/** The mentions in the copy whose value changed and that nobody has acknowledged (rule M3). */
export function unseenMentions(session: StorySession): Snapshots<readonly MentionRef[]> {
  const { facts, seen } = session.story
  const world = {
    fact: (id: string) => facts.get(id),
    seen: (factId: string, field: string) => seen.get(factId, field),
  }
  return derived([facts, seen, session.text], () =>
    mentionsIn(session).filter((mention) => isUnseen(mention, world)),
  )
}

/** Acknowledges every value as it stands now, for everybody who works on the story. */
export function markAllSeen(session: StorySession, mentions: readonly MentionRef[]): void {
  const { facts, seen } = session.story
  session.doc.transact(() => {
    for (const { factId, field } of mentions) {
      const value = seenValue(factId, field, (id) => facts.get(id)) ?? ''
      seen.acknowledge(factId, field, value, session.origin)
    }
  }, session.origin)
}

function mentionsIn(session: StorySession): readonly MentionRef[] {
  return TEXT_FIELDS.flatMap((field) => textBlocks(session.story.text(field)))
    .flatMap((block) => block.runs)
    .flatMap((run) => (run.kind === 'mention' ? [run.mention] : []))
}
