import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { t } from '../../i18n/translate.ts'
import { movePiece, removePiece } from './move-piece.ts'

/** A node view's place in its document. */
export interface PiecePlace {
  readonly editor: Editor
  readonly getPos: () => number | undefined
}

/** Up, down, away: what a mouse does by dragging, for keys and thumbs. */
export function pieceButtons(place: PiecePlace): HTMLElement {
  const dom = document.createElement('div')
  dom.className = 'piece-buttons'
  const add = (sign: string, label: string, act: (pos: number) => void) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = sign
    button.title = label
    button.setAttribute('aria-label', label)
    button.addEventListener('click', () => {
      const pos = place.getPos()
      if (pos !== undefined && place.editor.isEditable) act(pos)
    })
    dom.append(button)
  }
  add('↑', t('piece.up'), (pos) => movePiece(place.editor, pos, -1))
  add('↓', t('piece.down'), (pos) => movePiece(place.editor, pos, 1))
  add('✕', t('piece.remove'), (pos) => removePiece(place.editor, pos))
  return dom
}

/** Writes one attribute, so that what somebody else writes into another stays. */
export function setAttribute({ editor, getPos }: PiecePlace, key: string, value: string): void {
  const pos = getPos()
  if (pos === undefined || !editor.isEditable) return
  editor.view.dispatch(editor.state.tr.setNodeAttribute(pos, key, value))
}

/** Puts the caret into the text behind the piece. */
export function leavePiece({ editor, getPos }: PiecePlace): void {
  const pos = getPos()
  const node = pos === undefined ? null : editor.state.doc.nodeAt(pos)
  if (pos === undefined || !node) return
  const { tr } = editor.state
  editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(pos + node.nodeSize))))
  editor.view.focus()
}

/** Keys and clicks in the fields and buttons of a piece are not the text's. */
export const isOwnEvent = (event: Event): boolean =>
  event.target instanceof HTMLElement && event.target.closest('input,button,label') !== null
