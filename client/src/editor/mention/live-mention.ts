import { MentionNode } from '@dateline/shared/editor-schema/mention-node'
import { DOMSerializer, type Node as ProseNode, type NodeType, type Schema } from '@tiptap/pm/model'
import { NodeSelection, Plugin, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { detachMention } from './detach-mention.ts'
import type { MentionPainter } from './mention-painter.ts'
import { mentionOf } from './mention-ref.ts'
import { MentionView } from './mention-view.ts'

interface Options {
  painter: MentionPainter | null
  /** A mention was clicked, or Enter pressed on it. */
  onOpen: (at: { pos: number; element: HTMLElement }) => void
}

/** The mention node of the schema, alive: it follows its fact on screen and onto the clipboard. */
export const LiveMention = MentionNode.extend<Options>({
  addOptions: () => ({ painter: null, onOpen: () => undefined }),
  renderText({ node }) {
    return wordsOf(node, this.options.painter)
  },
  addNodeView() {
    const { painter, onOpen } = this.options
    if (!painter) return null
    return ({ node, editor, getPos }) => {
      const view = new MentionView(node, painter, { editor, getPos }, () => {
        const pos = getPos()
        if (pos !== undefined) onOpen({ pos, element: view.dom })
      })
      return view
    }
  },
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => {
        const { selection } = editor.state
        if (!(selection instanceof NodeSelection) || selection.node.type !== this.type) return false
        const element = editor.view.nodeDOM(selection.from)
        if (element instanceof HTMLElement) this.options.onOpen({ pos: selection.from, element })
        return true
      },
      // The key that made words a mention makes them words again.
      'Mod-Shift-f': ({ editor }) => {
        const { selection, doc } = editor.state
        if (!(selection instanceof NodeSelection) || selection.node.type !== this.type) return false
        if (!editor.isEditable) return true
        const place = { doc, pos: selection.from }
        const look = this.options.painter?.look(mentionOf(selection.node), place)
        detachMention(editor, selection.from, look?.words ?? '')
        return true
      },
    }
  },
  addProseMirrorPlugins() {
    const words = (node: ProseNode) => wordsOf(node, this.options.painter)
    const clipboardSerializer = serializerWithWords(this.editor.schema, words)
    const { painter } = this.options
    return [
      new Plugin({
        props: { clipboardSerializer, handleTextInput: typeBehind(this.type) },
        view: () => ({
          update: ({ state }, before) => {
            if (state.doc !== before.doc) painter?.repaintNames()
          },
        }),
      }),
    ]
  },
})

/** A letter typed on a selected mention goes behind it; only deleting deletes a mention. */
const typeBehind =
  (type: NodeType) =>
  (view: EditorView, _from: number, _to: number, text: string): boolean => {
    const { selection, tr } = view.state
    if (!(selection instanceof NodeSelection) || selection.node.type !== type) return false
    const caret = selection.to + text.length
    tr.insertText(text, selection.to)
    view.dispatch(tr.setSelection(TextSelection.create(tr.doc, caret)).scrollIntoView())
    return true
  }

const wordsOf = (node: ProseNode, painter: MentionPainter | null): string =>
  painter?.look(mentionOf(node)).words ?? ''

/** On the clipboard a mention carries its words, so that it means something anywhere else. */
function serializerWithWords(schema: Schema, words: (node: ProseNode) => string): DOMSerializer {
  const plain = DOMSerializer.fromSchema(schema)
  return new DOMSerializer(
    {
      ...plain.nodes,
      mention: (node) => {
        const { factId, field, format } = mentionOf(node)
        const data = { 'data-fact': factId, 'data-field': field, 'data-format': format }
        return ['span', data, words(node)]
      },
    },
    plain.marks,
  )
}
