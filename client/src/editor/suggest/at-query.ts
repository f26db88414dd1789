import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'

/** An `@` being typed: what follows it, and where it stands. */
export interface AtState {
  readonly query: string
  readonly from: number
  readonly to: number
}

/** Longest name one would type out before giving up. */
const QUERY_LIMIT = 40

const key = new PluginKey<AtState | null>('atQuery')

/**
 * Watches for `@` followed by letters up to the caret. An `@` inside a word (an e-mail address) is
 * none. Escape closes the list until the next `@`.
 */
export const AtQuery = Extension.create<{
  onChange: (state: AtState | null) => void
  onKey: (event: KeyboardEvent) => boolean
}>({
  name: 'atQuery',
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

/** The `@…` that ends at the caret, if there is one. */
export function atCaret(state: EditorState): AtState | null {
  const { selection } = state
  if (!selection.empty) return null
  const { $from } = selection
  if (!$from.parent.isTextblock) return null
  // Atoms become a character of their own, so that offsets in the text are offsets in the block.
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\uFFFC')
  const match = /(?:^|[\s([{«“"'\uFFFC])@([\p{L}\p{N}\p{M} \u200C-]*)$/u.exec(before)
  const query = match?.[1]
  if (query === undefined || query.length > QUERY_LIMIT || query.startsWith(' ')) return null
  return { query, from: $from.pos - query.length - 1, to: $from.pos }
}

const same = (a: AtState, b: AtState): boolean =>
  a.query === b.query && a.from === b.from && a.to === b.to
