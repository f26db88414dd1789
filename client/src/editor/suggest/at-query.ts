import type { EditorState } from '@tiptap/pm/state'
import { triggerQuery, type AtState } from './trigger-query.ts'

/** Longest name one would type out before giving up. */
const QUERY_LIMIT = 40

/** The `@…` that ends at the caret, if there is one. */
export function atCaret(state: EditorState): AtState | null {
  const { selection } = state
  if (!selection.empty) return null
  const { $from } = selection
  if (!$from.parent.isTextblock) return null
  // Atoms become a character of their own, so that offsets in the text are offsets in the block.
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\uFFFC')
  const match = /(?:^|[\s([{«“"'\uFFFC])@([\p{L}\p{N}\p{M} \u200C-]*)$/u.exec(before)
  const query = match?.[1]
  if (query === undefined || query.length > QUERY_LIMIT || query.startsWith(' ')) return null
  return { query, from: $from.pos - query.length - 1, to: $from.pos }
}

/** Opens the facts to mention. An `@` inside a word (an e-mail address) does not. */
export const AtQuery = triggerQuery('atQuery', atCaret)
