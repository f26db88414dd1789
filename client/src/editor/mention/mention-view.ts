import type { NodeViewRendererProps } from '@tiptap/core'
import type { Node as ProseNode } from '@tiptap/pm/model'
import type { NodeView } from '@tiptap/pm/view'
import { t } from '../../i18n/translate.ts'
import { sameLook, type MentionLook, type MentionTone } from './mention-look.ts'
import type { MentionPainter } from './mention-painter.ts'
import { mentionOf } from './mention-ref.ts'

/** A second sign beside colour and line, for eyes that cannot tell the colours apart. */
const MARKS: Readonly<Record<MentionTone, string>> = {
  proposed: '?',
  needs_source: '?',
  in_check: '⋯',
  approved: '',
  changed: '↻',
  disputed: '⇋',
  retracted: '✕',
  deleted: '✕',
  empty: '?',
}

/** One mention on screen. Plain DOM rather than React: a story holds hundreds of them. */
export class MentionView implements NodeView {
  readonly dom = document.createElement('span')
  readonly #words = document.createElement('span')
  readonly #painter: MentionPainter
  readonly #place: () => { doc: ProseNode; pos: number } | undefined
  #node: ProseNode
  #shown: MentionLook | null = null

  constructor(
    node: ProseNode,
    painter: MentionPainter,
    { editor, getPos }: Pick<NodeViewRendererProps, 'editor' | 'getPos'>,
    open: () => void,
  ) {
    this.#node = node
    this.#painter = painter
    this.#place = () => {
      const pos = editor.isDestroyed ? undefined : getPos()
      return pos === undefined ? undefined : { doc: editor.state.doc, pos }
    }
    this.dom.className = 'mention'
    this.dom.setAttribute('role', 'button')
    this.dom.setAttribute('aria-haspopup', 'dialog')
    this.dom.contentEditable = 'false'
    this.dom.append(this.#words)
    this.dom.addEventListener('click', (event) => {
      event.preventDefault()
      if (!editor.isDestroyed) open()
    })
    painter.add(this)
    this.repaint()
  }

  update(node: ProseNode): boolean {
    if (node.type !== this.#node.type) return false
    this.#node = node
    this.repaint()
    return true
  }

  get followsPlace(): boolean {
    return this.#node.attrs['format'] === 'auto'
  }

  repaint(): void {
    const ref = mentionOf(this.#node)
    this.dom.dataset['fact'] = ref.factId
    const look = this.#painter.look(ref, this.followsPlace ? this.#place() : undefined)
    if (this.#shown && sameLook(look, this.#shown)) return
    this.#shown = look
    const words = look.tone === 'deleted' ? t('mention.deleted') : look.words
    this.#words.textContent = words
    this.dom.dataset['tone'] = look.tone
    setData(this.dom, 'mark', MARKS[look.tone])
    setData(this.dom, 'was', look.was === null ? '' : t('mention.was', { words: look.was }))
    setData(this.dom, 'glow', look.glows ? t('mention.glow') : '')
    this.dom.setAttribute('aria-label', spoken(look, words))
  }

  ignoreMutation(): boolean {
    return true // we paint it ourselves; ProseMirror must not read it back as typing
  }

  selectNode(): void {
    this.dom.classList.add('ProseMirror-selectednode')
  }

  deselectNode(): void {
    this.dom.classList.remove('ProseMirror-selectednode')
  }

  destroy(): void {
    this.#painter.remove(this)
  }
}

function setData(element: HTMLElement, key: string, value: string): void {
  if (value) element.dataset[key] = value
  else delete element.dataset[key]
}

function spoken(look: MentionLook, words: string): string {
  const parts = [words, t(`mention.tone.${look.tone}`)]
  if (look.was !== null) parts.push(t('mention.was', { words: look.was }))
  if (look.glows) parts.push(t('mention.glow'))
  return parts.join(', ')
}
