import type { EditorView } from '@tiptap/pm/view'

/**
 * Has an editor take in at once where its person has put the caret. A browser tells of that in an
 * event of its own, later; when something else changes the editor in between, it would set the
 * caret back to where it thought it was, and a click would be lost. ProseMirror does this itself
 * before it handles a key, but has no public call for it.
 */
export function readSelection(view: EditorView): void {
  if (view.isDestroyed) return
  const { domObserver } = view as unknown as { domObserver?: { flush?(): void } }
  domObserver?.flush?.()
}

/** A view that does so whenever it is asked for its state, as one is who is about to change it. */
export function readingSelection(view: EditorView): EditorView {
  return new Proxy(view, {
    get(target, key) {
      if (key === 'state') readSelection(target)
      return Reflect.get(target, key) as unknown
    },
  })
}
