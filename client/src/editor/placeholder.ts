import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** Says in an empty field what belongs there. */
export const Placeholder = Extension.create<{ words: string }>({
  name: 'placeholder',
  addOptions: () => ({ words: '' }),
  addProseMirrorPlugins() {
    const attributes = { class: 'is-blank', 'data-placeholder': this.options.words }
    return [
      new Plugin({
        props: {
          decorations({ doc }) {
            const first = doc.firstChild
            if (!first || doc.childCount > 1 || !first.isTextblock || first.content.size > 0) {
              return null
            }
            return DecorationSet.create(doc, [Decoration.node(0, first.nodeSize, attributes)])
          },
        },
      }),
    ]
  },
})
