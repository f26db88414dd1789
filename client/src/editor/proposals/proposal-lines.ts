import { Extension } from '@tiptap/core'
import { PluginKey, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { StorySession } from '../../sync/story-session.ts'
import { linesPlugin } from '../lines-plugin.ts'
import type { EditedField } from '../story-editors.ts'
import { placeOf, storedAnchor } from '../text-anchor.ts'

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
      linesPlugin({ key, source: proposals, hasSome: () => proposals.list().length > 0, draw }),
    ]
  },
})

function place(state: EditorState, encoded: string): number | null {
  const anchor = storedAnchor(encoded)
  return anchor && placeOf(state, anchor)
}
