import type { Editor } from '@tiptap/core'
import type { Rect } from './anchored.tsx'

/** Where the selected words stand in the viewport; null when the editor is gone. */
export function selectionRect(editor: Editor): Rect | null {
  if (editor.isDestroyed) return null
  const { from, to } = editor.state.selection
  return rangeRect(editor, from, to)
}

/** Where the words between two positions stand in the viewport. */
export function rangeRect(editor: Editor, from: number, to: number): Rect | null {
  if (editor.isDestroyed) return null
  const size = editor.state.doc.content.size
  const start = editor.view.coordsAtPos(Math.min(from, size))
  const end = editor.view.coordsAtPos(Math.min(to, size), -1)
  const isOneLine = Math.abs(start.top - end.top) < 4
  return {
    left: isOneLine ? Math.min(start.left, end.left) : start.left,
    right: isOneLine ? Math.max(start.right, end.right) : start.right,
    top: Math.min(start.top, end.top),
    bottom: Math.max(start.bottom, end.bottom),
  }
}
