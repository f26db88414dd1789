import type { EditorState } from '@tiptap/pm/state'
import { yUndoPluginKey } from '@tiptap/y-tiptap'

interface UndoState {
  readonly undoManager?: { stopCapturing(): void }
}

/**
 * What comes next is a step of its own for undo. Without this it is taken back together with what
 * was typed in the half second before it.
 */
export function beginUndoStep(state: EditorState): void {
  const undo = yUndoPluginKey.getState(state) as UndoState | undefined
  undo?.undoManager?.stopCapturing()
}
