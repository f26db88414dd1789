import type { Editor } from '@tiptap/core'
import { beginUndoStep } from '../undo-step.ts'

/**
 * Turns a mention into the words it shows: they follow their fact no more. Marks stay on them; one
 * undo makes it a mention again.
 *
 * @param words what it shows; nothing to show takes it out
 */
export function detachMention(editor: Editor, pos: number, words: string): void {
  const { state } = editor
  const node = state.doc.nodeAt(pos)
  if (node?.type.name !== 'mention') return
  beginUndoStep(state)
  const end = pos + node.nodeSize
  const { tr } = state
  editor.view.dispatch(
    words ? tr.replaceWith(pos, end, state.schema.text(words, node.marks)) : tr.delete(pos, end),
  )
  editor.commands.focus(pos + words.length)
}
