import type { SelectionProposal } from '@dateline/shared/facts/extract/propose-from-selection'
import { seenValue } from '@dateline/shared/facts/mentions/seen-value'
import { mintFactId } from '@dateline/shared/ids'
import type { Editor } from '@tiptap/core'
import type { StorySession } from '../../sync/story-session.ts'
import { beginUndoStep } from '../undo-step.ts'
import { placeOfWords, type SelectedWords } from './selected-words.ts'

/**
 * Makes the fact (or takes the one that is there already) and lets its mention take the place of
 * the words, marks kept. The value counts as seen: it was just read out of the copy. The fact is
 * written apart from the text, so that undo gives the words back and never half a fact.
 *
 * @returns whether it was done; not when somebody changed the words meanwhile
 */
export function makeFact(
  session: StorySession,
  editor: Editor,
  words: SelectedWords,
  { known, type, label, fields, field, format, start, end }: SelectionProposal,
): boolean {
  const place = placeOfWords(editor, words)
  if (!place) return false
  const { facts, seen } = session.story
  const id = known ?? mintFactId()
  if (!known) facts.create({ id, type, label, fields }, session.origin)

  const { state } = editor
  const [from, to] = [place.from + start, place.from + end]
  const marks = state.doc.nodeAt(from)?.marks ?? []
  const attrs = { factId: id, field, format }
  const mention = state.schema.nodes['mention']?.create(attrs, null, marks)
  if (!mention) return false
  beginUndoStep(state)
  editor.view.dispatch(state.tr.replaceWith(from, to, mention))
  editor.commands.focus(from + mention.nodeSize)

  const value = seenValue(id, field, (factId) => facts.get(factId))
  if (value !== undefined && seen.get(id, field) === undefined) {
    seen.acknowledge(id, field, value, session.origin)
  }
  return true
}
