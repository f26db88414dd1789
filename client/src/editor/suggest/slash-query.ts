import type { EditorState } from '@tiptap/pm/state'
import { triggerQuery, type AtState } from './trigger-query.ts'

/** Letters of what one looks for; more is a path or a fraction. */
const QUERY_LIMIT = 20

/** The `/…` that ends at the caret, if it stands at the start of a block or behind a blank. */
export function slashAtCaret(state: EditorState): AtState | null {
  const { selection } = state
  const { $from } = selection
  if (!selection.empty || !$from.parent.isTextblock || $from.parent.type.name === 'figure') {
    return null
  }
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\uFFFC')
  const query = /(?:^|\s)\/([\p{L}\p{M}\u200C]*)$/u.exec(before)?.[1]
  if (query === undefined || query.length > QUERY_LIMIT) return null
  return { query, from: $from.pos - query.length - 1, to: $from.pos }
}

/** Opens the list of what can be inserted. */
export const SlashQuery = triggerQuery('slashQuery', slashAtCaret)
