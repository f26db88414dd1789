import type { MentionRef } from '@dateline/shared/facts/mentions/render-mention'
import { seenValue } from '@dateline/shared/facts/mentions/seen-value'
import type { Editor, Range } from '@tiptap/core'
import type { StorySession } from '../../sync/story-session.ts'

/**
 * Puts a mention into the copy and marks its value as seen: whoever put it there has read it (rule
 * M3). A value that was already glowing for others keeps glowing.
 *
 * @param at what it replaces; the selection when left out
 */
export function insertMention(
  session: StorySession,
  editor: Editor,
  { factId, field, format }: MentionRef,
  at?: Range | number,
): void {
  const mention = { type: 'mention', attrs: { factId, field, format } }
  const { from, to } =
    typeof at === 'number' ? { from: at, to: at } : (at ?? editor.state.selection)
  editor.chain().focus().insertContentAt({ from, to }, mention).run()
  const { facts, seen } = session.story
  const value = seenValue(factId, field, (id) => facts.get(id))
  if (value !== undefined && seen.get(factId, field) === undefined) {
    seen.acknowledge(factId, field, value, session.origin)
  }
}
