import type { Editor } from '@tiptap/core'
import type { Node as ProseNode } from '@tiptap/pm/model'
import { NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state'

/** Changes places with the block before or behind it. */
export function movePiece(editor: Editor, pos: number, step: -1 | 1): void {
  const { tr } = editor.state
  const $pos = tr.doc.resolve(pos)
  const piece = $pos.nodeAfter
  const other = step < 0 ? $pos.nodeBefore : piece && tr.doc.nodeAt(pos + piece.nodeSize)
  if (!piece || !other) return
  tr.delete(pos, pos + piece.nodeSize)
  const to = step < 0 ? pos - other.nodeSize : pos + other.nodeSize
  tr.insert(to, piece)
  editor.view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, to)).scrollIntoView())
  editor.view.focus()
}

export function removePiece(editor: Editor, pos: number): void {
  const { tr } = editor.state
  const piece = tr.doc.nodeAt(pos)
  if (!piece) return
  tr.delete(pos, pos + piece.nodeSize)
  ensureText(tr)
  editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(pos))).scrollIntoView())
  editor.view.focus()
}

/**
 * Inserts pieces between the blocks at a position: in place of an empty paragraph, or else behind
 * the block that is there. Something to type into always follows.
 *
 * @returns where the first of them stands
 */
export function insertPieces(tr: Transaction, at: number, pieces: readonly ProseNode[]): number {
  const { paragraph } = tr.doc.type.schema.nodes
  const $at = tr.doc.resolve(Math.min(at, tr.doc.content.size))
  const block = $at.depth > 0 ? $at.node(1) : null
  const isEmpty = block !== null && block.type === paragraph && block.content.size === 0
  const from = $at.depth === 0 ? $at.pos : isEmpty ? $at.before(1) : $at.after(1)
  const to = isEmpty ? $at.after(1) : from
  tr.replaceWith(from, to, [...pieces])
  const end = from + pieces.reduce((size, piece) => size + piece.nodeSize, 0)
  if (!tr.doc.resolve(end).nodeAfter && paragraph) tr.insert(end, paragraph.create())
  return from
}

/** A body is never empty. */
function ensureText(tr: Transaction): void {
  const { paragraph } = tr.doc.type.schema.nodes
  if (tr.doc.childCount === 0 && paragraph) tr.insert(0, paragraph.create())
}
