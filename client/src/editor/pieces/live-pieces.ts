import { EmbedNode } from '@dateline/shared/editor-schema/embed-node'
import { FigureNode } from '@dateline/shared/editor-schema/figure-node'
import { TableNode } from '@dateline/shared/editor-schema/table-nodes'
import { Extension, mergeAttributes, type AnyExtension, type Editor } from '@tiptap/core'
import { gapCursor } from '@tiptap/pm/gapcursor'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import { tableEditing } from '@tiptap/pm/tables'
import { EmbedView } from './embed-view.ts'
import { FigureView } from './figure-view.ts'
import { insertPieces } from './move-piece.ts'
import type { PictureFiles } from './picture-files.ts'
// oxlint-disable-next-line import/no-unassigned-import -- how pieces look in every text
import './pieces.css'
import { tableKeys } from './table-commands.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    pieces: {
      /** An embed without an address yet; its field gets the focus. */
      insertEmbed: () => ReturnType
      /** A table of three by three with a header row. */
      insertTable: () => ReturnType
    }
  }
}

/** The schema's picture, table and embed, alive; every other extension as it is. */
export function livePiece(extension: AnyExtension, files: PictureFiles): AnyExtension {
  switch (extension.name) {
    case 'figure':
      return FigureNode.extend({
        addNodeView() {
          return ({ node, editor, getPos }) => new FigureView(node, { editor, getPos }, files)
        },
        // On the clipboard it says where its file is, so that another story can fetch it.
        renderHTML: ({ node, HTMLAttributes }) => [
          'figure',
          mergeAttributes(HTMLAttributes, { 'data-story': files.storyId }),
          ['img', { src: files.source(String(node.attrs['media'])), alt: node.attrs['alt'] }],
          ['figcaption', 0],
        ],
      })
    case 'embed':
      return EmbedNode.extend({
        addNodeView() {
          return ({ node, editor, getPos }) => new EmbedView(node, { editor, getPos })
        },
      })
    case 'table':
      return TableNode.extend({
        renderHTML: ({ HTMLAttributes }) => [
          'div',
          { 'data-piece': 'table' },
          ['table', mergeAttributes(HTMLAttributes), ['tbody', 0]],
        ],
        addProseMirrorPlugins: () => [tableEditing()],
        addKeyboardShortcuts: () => tableKeys,
      })
    default:
      return extension
  }
}

/** Inserting pieces, and getting out of them again by key. */
export const Pieces = Extension.create({
  name: 'pieces',
  priority: 200, // Enter in a caption is no new picture
  addCommands: () => ({
    insertEmbed:
      () =>
      ({ editor, tr, dispatch }) => {
        const embed = editor.schema.nodes['embed']?.create()
        if (!embed || !editor.isEditable) return false
        if (!dispatch) return true
        const from = insertPieces(tr, tr.selection.to, [embed])
        tr.setSelection(NodeSelection.create(tr.doc, from)).scrollIntoView()
        setTimeout(() => focusField(editor, from, 'url'))
        return true
      },
    insertTable:
      () =>
      ({ editor, tr, dispatch }) => {
        if (!editor.isEditable) return false
        if (!dispatch) return true
        const from = insertPieces(tr, tr.selection.to, [editor.schema.nodeFromJSON(newTable())])
        tr.setSelection(TextSelection.near(tr.doc.resolve(from + 1))).scrollIntoView()
        return true
      },
  }),
  addKeyboardShortcuts: () => ({ Enter: ({ editor }) => textBehind(editor) }),
  addProseMirrorPlugins: () => [gapCursor()],
})

/** Enter in a caption, or on a selected piece: a new paragraph behind it. */
function textBehind(editor: Editor): boolean {
  const { selection, tr, schema } = editor.state
  const { $from } = selection
  const isPiece = selection instanceof NodeSelection && selection.node.isBlock && $from.depth === 0
  const isCaption = $from.parent.type.name === 'figure'
  const { paragraph } = schema.nodes
  if ((!isPiece && !isCaption) || !paragraph || !editor.isEditable) return false
  const end = isPiece ? selection.to : $from.after()
  tr.insert(end, paragraph.create())
  editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView())
  return true
}

function focusField(editor: Editor, pos: number, needs: string): void {
  const dom = editor.isDestroyed ? null : editor.view.nodeDOM(pos)
  if (!(dom instanceof HTMLElement)) return
  dom.querySelector<HTMLElement>(`[data-needs="${needs}"]`)?.focus()
}

const newTable = () => {
  const cell = (type: string) => ({ type, content: [{ type: 'paragraph' }] })
  const row = (type: string) => ({
    type: 'tableRow',
    content: [cell(type), cell(type), cell(type)],
  })
  return { type: 'table', content: [row('tableHeader'), row('tableCell'), row('tableCell')] }
}
