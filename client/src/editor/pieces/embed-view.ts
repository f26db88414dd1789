import { isSafeEmbed } from '@dateline/shared/editor-schema/embed-node'
import type { Node as ProseNode } from '@tiptap/pm/model'
import type { NodeView } from '@tiptap/pm/view'
import { t } from '../../i18n/translate.ts'
import { pieceField, type PieceField } from './piece-field.ts'
import {
  isOwnEvent,
  leavePiece,
  pieceButtons,
  setAttribute,
  type PiecePlace,
} from './piece-frame.ts'

/** An embed on screen: a card with where it leads. Nothing of the other site is loaded. */
export class EmbedView implements NodeView {
  readonly dom = document.createElement('div')
  readonly #host = document.createElement('p')
  readonly #fields: Readonly<Record<'url' | 'title', PieceField>>
  #node: ProseNode

  constructor(node: ProseNode, place: PiecePlace) {
    this.#node = node
    const field = (key: 'url' | 'title') =>
      pieceField({
        label: t(`piece.${key}`),
        hint: t(`piece.${key}.hint`),
        needs: key,
        isUrl: key === 'url',
        canWrite: () => place.editor.isEditable,
        onInput: (value) => setAttribute(place, key, value.trim()),
        onDone: () => leavePiece(place),
      })
    this.#fields = { url: field('url'), title: field('title') }
    this.dom.dataset['piece'] = 'embed'
    this.dom.contentEditable = 'false'
    this.#host.className = 'piece-host'
    const fields = document.createElement('div')
    fields.className = 'piece-fields'
    fields.append(this.#fields.url.dom, this.#fields.title.dom)
    this.dom.append(this.#host, fields, pieceButtons(place))
    this.#paint()
  }

  update(node: ProseNode): boolean {
    if (node.type !== this.#node.type) return false
    this.#node = node
    this.#paint()
    return true
  }

  #paint(): void {
    const { url, title } = this.#node.attrs as Record<'url' | 'title', unknown>
    const host = isSafeEmbed(url) ? new URL(url).host : ''
    this.#host.textContent = host ? t('piece.embedOf', { host }) : t('piece.embedUnsafe')
    this.#host.toggleAttribute('data-unsafe', host === '')
    this.#fields.url.show(String(url))
    this.#fields.title.show(String(title))
  }

  stopEvent = isOwnEvent

  ignoreMutation(): boolean {
    return true
  }

  selectNode(): void {
    this.dom.classList.add('ProseMirror-selectednode')
  }

  deselectNode(): void {
    this.dom.classList.remove('ProseMirror-selectednode')
  }
}
