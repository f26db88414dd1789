import type { Node as ProseNode } from '@tiptap/pm/model'
import type { NodeView, ViewMutationRecord } from '@tiptap/pm/view'
import { t } from '../../i18n/translate.ts'
import type { PictureFiles } from './picture-files.ts'
import { pieceField, type PieceField } from './piece-field.ts'
import {
  isOwnEvent,
  leavePiece,
  pieceButtons,
  setAttribute,
  type PiecePlace,
} from './piece-frame.ts'

/** A picture on screen: the picture, its caption as text, and the two fields the gate asks for. */
export class FigureView implements NodeView {
  readonly dom = document.createElement('figure')
  readonly contentDOM = document.createElement('figcaption')
  readonly #image = document.createElement('img')
  readonly #missing = document.createElement('p')
  readonly #fields: Readonly<Record<'alt' | 'credit', PieceField>>
  readonly #files: PictureFiles
  readonly #stop: () => void
  #node: ProseNode

  constructor(node: ProseNode, place: PiecePlace, files: PictureFiles) {
    this.#node = node
    this.#files = files
    const field = (key: 'alt' | 'credit') =>
      pieceField({
        label: t(`piece.${key}`),
        hint: t(`piece.${key}.hint`),
        needs: key,
        canWrite: () => place.editor.isEditable,
        onInput: (value) => setAttribute(place, key, value),
        onDone: () => leavePiece(place),
      })
    this.#fields = { alt: field('alt'), credit: field('credit') }
    this.dom.dataset['piece'] = 'figure'
    this.contentDOM.dataset['placeholder'] = t('piece.caption')
    this.contentDOM.setAttribute('aria-label', t('piece.caption'))
    this.#missing.className = 'piece-missing'
    this.#missing.textContent = t('piece.missing')
    this.#image.draggable = false // the whole piece is dragged, not a copy of the file
    this.#image.addEventListener('error', () => this.dom.toggleAttribute('data-missing', true))
    this.#image.addEventListener('load', () => this.dom.toggleAttribute('data-missing', false))

    const picture = document.createElement('div')
    const fields = document.createElement('div')
    picture.className = 'piece-picture'
    fields.className = 'piece-fields'
    for (const part of [picture, fields]) part.contentEditable = 'false'
    // Only what has no content is selected by a click of its own accord.
    picture.addEventListener('click', (event) => {
      const pos = place.getPos()
      if (isOwnEvent(event) || pos === undefined) return
      place.editor.chain().setNodeSelection(pos).focus().run()
    })
    picture.append(this.#image, this.#missing, pieceButtons(place))
    fields.append(this.#fields.alt.dom, this.#fields.credit.dom)
    this.dom.append(picture, this.contentDOM, fields)
    this.#stop = files.onStored((hash) => {
      if (hash === this.#node.attrs['media']) this.#image.src = files.source(hash)
    })
    this.#paint()
  }

  update(node: ProseNode): boolean {
    if (node.type !== this.#node.type) return false
    this.#node = node
    this.#paint()
    return true
  }

  #paint(): void {
    const { media, alt, credit } = this.#node.attrs as Record<'media' | 'alt' | 'credit', unknown>
    const source = this.#files.source(String(media))
    if (this.#image.getAttribute('src') !== source) this.#image.src = source
    this.#image.alt = String(alt) || t('piece.unnamed')
    this.#fields.alt.show(String(alt))
    this.#fields.credit.show(String(credit))
    this.contentDOM.toggleAttribute('data-blank', this.#node.content.size === 0)
  }

  /** A mouse in the caption selects words; anywhere else on the picture it selects and drags it. */
  stopEvent(event: Event): boolean {
    if (isOwnEvent(event)) return true
    const isInCaption = event.target instanceof Node && this.contentDOM.contains(event.target)
    return isInCaption && (event.type === 'mousedown' || event.type === 'dragstart')
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    if (mutation.type === 'selection') return false
    const isCaption = this.contentDOM.contains(mutation.target)
    return !isCaption || (mutation.target === this.contentDOM && mutation.type === 'attributes')
  }

  selectNode(): void {
    this.dom.classList.add('ProseMirror-selectednode')
  }

  deselectNode(): void {
    this.dom.classList.remove('ProseMirror-selectednode')
  }

  destroy(): void {
    this.#stop()
  }
}
