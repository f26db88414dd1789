import { Extension } from '@tiptap/core'
import { Plugin, type EditorState } from '@tiptap/pm/state'
import { ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap'

interface Binding {
  _isLocalCursorInView(): boolean
}

/**
 * Somebody else's edit does not scroll this page. The binding would scroll the caret into view with
 * every one of them, for which the browser lays the page out twice; what is read stays in place
 * without that. One's own undo still shows what it took back.
 */
export const StillPage = Extension.create({
  name: 'still-page',
  addProseMirrorPlugins: () => [
    new Plugin({
      view(view) {
        const binding = bindingOf(view.state)
        const isInView = binding?._isLocalCursorInView.bind(binding)
        if (binding && isInView) {
          binding._isLocalCursorInView = () => isUndoing(view.state) && isInView()
        }
        return {}
      },
    }),
  ],
})

function bindingOf(state: EditorState): Binding | undefined {
  return (ySyncPluginKey.getState(state) as { readonly binding?: Binding } | undefined)?.binding
}

function isUndoing(state: EditorState): boolean {
  const undo = yUndoPluginKey.getState(state) as
    | { readonly undoManager?: { readonly undoing: boolean; readonly redoing: boolean } }
    | undefined
  return undo?.undoManager?.undoing === true || undo?.undoManager?.redoing === true
}
