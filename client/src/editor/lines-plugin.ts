import { Plugin, type EditorState, type PluginKey } from '@tiptap/pm/state'
import { DecorationSet } from '@tiptap/pm/view'
import { isFromElsewhere } from './text-anchor.ts'

interface Lines {
  key: PluginKey<DecorationSet>
  /** What is underlined; it says when that changed. */
  source: { subscribe: (onChange: () => void) => () => void }
  /** Is there something to draw right away? */
  hasSome: () => boolean
  /** @param drawn the lines as they are, moved along with the text */
  draw: (state: EditorState, drawn: DecorationSet) => DecorationSet
}

/**
 * Lines under words of one field that are drawn anew when their source changes or the text does from
 * elsewhere; while one types they move along.
 */
export function linesPlugin({ key, source, hasSome, draw }: Lines): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, drawn, _before, state) => {
        const moved = drawn.map(tr.mapping, tr.doc)
        const isNews = tr.getMeta(key) || (tr.docChanged && isFromElsewhere(state))
        return isNews ? draw(state, moved) : moved
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => {
      // Not inside the transaction that brought the news: its text is not on screen yet.
      const redraw = () =>
        queueMicrotask(() => {
          if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, true))
        })
      const stop = source.subscribe(redraw)
      if (hasSome()) redraw()
      return { destroy: stop }
    },
  })
}
