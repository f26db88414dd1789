import { MentionNode } from '@dateline/shared/editor-schema/mention-node'
import { DOMSerializer, type Schema } from '@tiptap/pm/model'
import { NodeSelection, Plugin } from '@tiptap/pm/state'
import type { StorySession } from '../../sync/story-session.ts'
import { MentionPainter } from './mention-painter.ts'
import { mentionOf } from './mention-ref.ts'
import { MentionView } from './mention-view.ts'

export interface LiveMentionOptions {
  session: StorySession | null
  /** A mention was clicked, or Enter pressed on it. */
  onOpen: (at: { pos: number; element: HTMLElement }) => void
}

/** The mention node of the schema, alive: it follows its fact on screen and onto the clipboard. */
export const LiveMention = MentionNode.extend<
  LiveMentionOptions,
  { painter: MentionPainter | null }
>({
  addOptions: () => ({ session: null, onOpen: () => undefined }),
  addStorage: () => ({ painter: null }),
  onBeforeCreate() {
    if (this.options.session) this.storage.painter ??= new MentionPainter(this.options.session)
  },
  onDestroy() {
    this.storage.painter?.destroy()
    this.storage.painter = null
  },
  renderText({ node }) {
    return this.storage.painter?.look(mentionOf(node)).words ?? ''
  },
  addNodeView() {
    return ({ node, editor, getPos }) => {
      const painter = (this.storage.painter ??= painterFor(this.options.session))
      const view = new MentionView(node, painter, editor, () => {
        const pos = getPos()
        if (pos !== undefined) this.options.onOpen({ pos, element: view.dom })
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
    }
  },
  addProseMirrorPlugins() {
    const words = (node: Parameters<typeof mentionOf>[0]) =>
      this.storage.painter?.look(mentionOf(node)).words ?? ''
    return [
      new Plugin({
        props: { clipboardSerializer: serializerWithWords(this.editor.schema, words) },
      }),
    ]
  },
})

function painterFor(session: StorySession | null): MentionPainter {
  if (!session) throw new TypeError('a live mention needs the session it lives in')
  return new MentionPainter(session)
}

/** On the clipboard a mention carries its words, so that it means something anywhere else. */
function serializerWithWords(
  schema: Schema,
  words: (node: Parameters<typeof mentionOf>[0]) => string,
): DOMSerializer {
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
