import { Extension } from '@tiptap/core'
import type { EditorView } from '@tiptap/pm/view'
import { yCursorPlugin } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import { readingSelection } from './read-selection.ts'

const LABEL_SHOWN_MS = 2_000

interface CaretUser {
  readonly name: string
  readonly color: string
}

/**
 * Other people's carets and selections, with their names: shown while they move and on hover. All
 * editors of a story share the awareness field `cursor`: a relative position names the text it is
 * in, so each editor draws only its own, and a person has one caret in one place. (The plugin's
 * option to rename that field renames only the writing side.)
 */
export const Carets = Extension.create<{ awareness: Awareness | null }>({
  name: 'carets',
  addOptions: () => ({ awareness: null }),
  addProseMirrorPlugins() {
    const { awareness } = this.options
    if (!awareness) return []
    const drawn = new Map<number, HTMLElement>()
    // A caret is redrawn in place when it moves, so its label is lit by the news of the move.
    const onChange = ({ updated, removed }: { updated: number[]; removed: number[] }) => {
      for (const clientId of updated) {
        const caret = drawn.get(clientId)
        if (caret?.isConnected) light(caret)
      }
      for (const clientId of removed) drawn.delete(clientId)
    }
    awareness.on('change', onChange)
    this.editor.on('destroy', () => awareness.off('change', onChange))
    const plugin = yCursorPlugin(awareness, {
      cursorBuilder: (user: CaretUser, clientId: number) => {
        const caret = drawCaret(user, clientId)
        drawn.set(clientId, caret)
        light(caret)
        return caret
      },
      selectionBuilder: (user: CaretUser) => ({
        class: 'remote-selection',
        style: `background-color: color-mix(in srgb, ${user.color} 24%, transparent)`,
      }),
    })
    const { view } = plugin.spec
    // It redraws whenever somebody else moves, from a timer, when a click may not be read yet.
    if (view) plugin.spec.view = (editor: EditorView) => view(readingSelection(editor))
    return [plugin]
  },
})

function drawCaret(user: CaretUser, clientId: number): HTMLElement {
  const caret = document.createElement('span')
  caret.className = 'remote-caret'
  caret.dataset['client'] = String(clientId)
  caret.style.setProperty('--person', user.color)
  caret.title = user.name
  // Drawn by CSS from the attribute: as text it would be part of what is read, found and copied.
  const label = document.createElement('span')
  label.className = 'remote-caret-label'
  label.dataset['name'] = user.name
  // Word joiners keep the line from breaking at the caret.
  caret.append('\u2060', label, '\u2060')
  return caret
}

const dimming = new WeakMap<HTMLElement, ReturnType<typeof setTimeout>>()

/**
 * Shows the name at a caret for a while. Somebody who types moves five times a second, so a name that
 * shows already is left alone: an animation begun anew would have the browser work out the styles of
 * the page each time, and draw it in every frame for as long as anybody types.
 */
function light(caret: HTMLElement): void {
  clearTimeout(dimming.get(caret))
  if (!('lit' in caret.dataset)) caret.dataset['lit'] = ''
  dimming.set(
    caret,
    setTimeout(() => delete caret.dataset['lit'], LABEL_SHOWN_MS),
  )
}
