import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { StorySession } from '../../sync/story-session.ts'
import type { EditedField } from '../story-editors.ts'
import { isFromElsewhere, placeOf, storedAnchor } from '../text-anchor.ts'

const key = new PluginKey<DecorationSet>('proposalLines')

/** Underlines, faintly, the words that an import took for a fact and nobody has decided on. */
export const ProposalLines = Extension.create<{
  session: StorySession | null
  field: EditedField
}>({
  name: 'proposalLines',
  addOptions: () => ({ session: null, field: 'body' }),
  addProseMirrorPlugins() {
    const { session, field } = this.options
    if (!session) return []
    const { proposals } = session.story
    const draw = (state: EditorState): DecorationSet => {
      const lines = proposals.list().flatMap(({ proposal, anchors }) =>
        proposal.spans.flatMap((span, index) => {
          const anchor = span.textField === field ? anchors[index] : undefined
          if (!anchor) return []
          const from = place(state, anchor.start)
          const to = place(state, anchor.end)
          if (from === null || to === null || from >= to) return []
          const attributes = { class: 'proposed-words', 'data-proposal': proposal.id }
          return [Decoration.inline(from, to, attributes)]
        }),
      )
      return DecorationSet.create(state.doc, lines)
    }
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (tr, lines, _before, state) =>
            tr.getMeta(key) || (tr.docChanged && isFromElsewhere(state))
              ? draw(state)
              : lines.map(tr.mapping, tr.doc),
        },
        props: { decorations: (state) => key.getState(state) },
        view: (view) => {
          // Not inside the Yjs transaction that brought the news: its text is not on screen yet.
          const redraw = () =>
            queueMicrotask(() => {
              if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, true))
            })
          const stop = proposals.subscribe(redraw)
          if (proposals.list().length > 0) redraw()
          return { destroy: stop }
        },
      }),
    ]
  },
})

function place(state: EditorState, encoded: string): number | null {
  const anchor = storedAnchor(encoded)
  return anchor && placeOf(state, anchor)
}
