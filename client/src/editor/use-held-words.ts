import type { Editor } from '@tiptap/core'
import { useLayoutEffect } from 'react'

const NAME = 'held-words'

/**
 * Keeps words visibly marked while the focus, and with it the browser's selection, is in a form
 * about them. Painted beside the document: nobody else sees it and nothing is written.
 */
export function useHeldWords(
  editor: Editor,
  place: () => { from: number; to: number } | null,
): void {
  useLayoutEffect(() => {
    const at = place()
    if (!at || typeof Highlight === 'undefined') return undefined
    const range = document.createRange()
    const [start, end] = [editor.view.domAtPos(at.from, 1), editor.view.domAtPos(at.to, -1)]
    range.setStart(start.node, start.offset)
    range.setEnd(end.node, end.offset)
    CSS.highlights.set(NAME, new Highlight(range))
    return () => {
      CSS.highlights.delete(NAME)
    }
  })
}
