import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'

/** A sign being typed with what follows it, and where it stands. */
export interface AtState {
  readonly query: string
  readonly from: number
  readonly to: number
}

/**
 * Watches for a sign that opens a list, followed by letters up to the caret. Escape closes the list
 * until the next sign.
 *
 * @param atCaret what is being typed at the caret, if it is that
 */
export function triggerQuery(name: string, atCaret: (state: EditorState) => AtState | null) {
  const key = new PluginKey<AtState | null>(name)
  return Extension.create<{
    onChange: (state: AtState | null) => void
    onKey: (event: KeyboardEvent) => boolean
  }>({
    name,
    priority: 1_000, // the keys of an open list are its own before they are anybody else's
    addOptions: () => ({ onChange: () => undefined, onKey: () => false }),
    addProseMirrorPlugins() {
      const { onChange, onKey } = this.options
      let dismissed: number | null = null
      return [
        new Plugin<AtState | null>({
          key,
          state: {
            init: () => null,
            apply(tr, before, _old, state) {
              if (dismissed !== null) dismissed = tr.mapping.map(dismissed, -1)
              const next = atCaret(state)
              if (!next || next.from === dismissed) return null
              return before && same(before, next) ? before : next
            },
          },
          props: {
            handleKeyDown(view, event) {
              const open = key.getState(view.state)
              if (!open) return false
              if (event.key === 'Escape') {
                dismissed = open.from
                view.dispatch(view.state.tr)
                return true
              }
              return onKey(event)
            },
          },
          view: () => ({
            update(view, before) {
              const now = view.hasFocus() ? (key.getState(view.state) ?? null) : null
              const was = key.getState(before) ?? null
              if (now !== was || !view.hasFocus()) onChange(now)
            },
            destroy: () => onChange(null),
          }),
        }),
      ]
    },
  })
}

const same = (a: AtState, b: AtState): boolean =>
  a.query === b.query && a.from === b.from && a.to === b.to
