import * as Y from 'yjs'
import { isSafeLink } from '../editor-schema/editor-schema.ts'
import { isSafeEmbed } from '../editor-schema/embed-node.ts'
import { isMediaHash } from '../editor-schema/figure-node.ts'
import { PIECES } from '../editor-schema/piece-kind.ts'
import { readSpan } from '../editor-schema/table-nodes.ts'
import type { MentionRef } from '../facts/mentions/render-mention.ts'
import type { Block, Embed, Figure, Inline, ListItem, Mark, TableCell } from './story-ast.ts'
import { UnknownNodeError } from './unknown-node.ts'

/** How one mention is frozen: with its fact, or as plain words. */
export type FreezeMention = (mention: MentionRef) => Inline

/**
 * The blocks of a text field. Reads the Yjs types itself: the editor's binding deletes what it does
 * not know, and an export must not lose words in silence.
 *
 * @param where what the field is called in mid-sentence
 * @throws UnknownNodeError (rule X5)
 */
export function freezeBlocks(
  fragment: Y.XmlFragment,
  freezeMention: FreezeMention,
  where: string,
): Block[] {
  return fragment.toArray().map((node) => block(elementOf(node, where), freezeMention, where))
}

/** The body: its blocks, and between them pictures, tables and embeds. @throws UnknownNodeError */
export function freezeBody(
  fragment: Y.XmlFragment,
  freezeMention: FreezeMention,
  where: string,
): Block[] {
  return fragment.toArray().map((node) => {
    const element = elementOf(node, where)
    return PIECES.some((kind) => kind === element.nodeName)
      ? piece(element, freezeMention, where)
      : block(element, freezeMention, where)
  })
}

function piece(element: Y.XmlElement, freezeMention: FreezeMention, where: string): Block {
  if (element.nodeName === 'figure') return figure(element, freezeMention, where)
  if (element.nodeName === 'embed') return embed(element, where)
  return {
    type: 'table',
    content: element.toArray().map((node) => {
      const row = elementOf(node, where)
      if (row.nodeName !== 'tableRow') throw new UnknownNodeError(row.nodeName, where)
      const cells = row
        .toArray()
        .map((child) => cell(elementOf(child, where), freezeMention, where))
      return { type: 'tableRow', content: cells }
    }),
  }
}

function cell(element: Y.XmlElement, freezeMention: FreezeMention, where: string): TableCell {
  const { nodeName } = element
  if (nodeName !== 'tableCell' && nodeName !== 'tableHeader') {
    throw new UnknownNodeError(nodeName, where)
  }
  return {
    type: nodeName,
    attrs: {
      colspan: readSpan(element.getAttribute('colspan') ?? 1),
      rowspan: readSpan(element.getAttribute('rowspan') ?? 1),
    },
    content: element.toArray().map((node) => {
      const paragraph = elementOf(node, where)
      if (paragraph.nodeName === 'paragraph') return block(paragraph, freezeMention, where)
      throw new UnknownNodeError(`${paragraph.nodeName} in a table`, where)
    }),
  }
}

function figure(element: Y.XmlElement, freezeMention: FreezeMention, where: string): Figure {
  const media: unknown = element.getAttribute('media')
  if (!isMediaHash(media)) throw new UnknownNodeError('picture without a file', where)
  return {
    type: 'figure',
    attrs: { media, alt: textOf(element, 'alt'), credit: textOf(element, 'credit') },
    content: inlines(element, freezeMention, where),
  }
}

/** @throws UnknownNodeError for an address that is not safe: the gate says so first (rule G14) */
function embed(element: Y.XmlElement, where: string): Embed {
  const url: unknown = element.getAttribute('url')
  if (!isSafeEmbed(url)) throw new UnknownNodeError('embed without a safe address', where)
  return { type: 'embed', attrs: { url: printable(url), title: textOf(element, 'title') } }
}

/** An attribute that holds words for readers, in one line. */
function textOf(element: Y.XmlElement, key: string): string {
  const value: unknown = element.getAttribute(key)
  return typeof value === 'string' ? printable(value).replaceAll(/\s+/g, ' ').trim() : ''
}

/** The words of a one-line field; several paragraphs, which a peer may have written, in one line. */
export function freezeLine(
  fragment: Y.XmlFragment,
  freezeMention: FreezeMention,
  where: string,
): Inline[] {
  return fragment.toArray().flatMap((node, index) => {
    const element = elementOf(node, where)
    if (element.nodeName !== 'paragraph') throw new UnknownNodeError(element.nodeName, where)
    const line = inlines(element, freezeMention, where)
    return index === 0 ? line : [{ type: 'text' as const, text: ' ' }, ...line]
  })
}

function block(element: Y.XmlElement, freezeMention: FreezeMention, where: string): Block {
  const children = () => freezeBlocks(element, freezeMention, where)
  switch (element.nodeName) {
    case 'paragraph':
      return { type: 'paragraph', content: inlines(element, freezeMention, where) }
    case 'heading': {
      const level = numberOf(element, 'level', 2)
      const known = level === 3 || level === 4 ? level : 2
      return {
        type: 'heading',
        attrs: { level: known },
        content: inlines(element, freezeMention, where),
      }
    }
    case 'bulletList':
      return { type: 'bulletList', content: listItems(element, freezeMention, where) }
    case 'orderedList':
      return {
        type: 'orderedList',
        attrs: { start: Math.trunc(numberOf(element, 'start', 1)) },
        content: listItems(element, freezeMention, where),
      }
    case 'blockquote':
      return { type: 'blockquote', content: children() }
    default:
      throw new UnknownNodeError(element.nodeName, where)
  }
}

function listItems(list: Y.XmlElement, freezeMention: FreezeMention, where: string): ListItem[] {
  return list.toArray().map((node) => {
    const item = elementOf(node, where)
    if (item.nodeName !== 'listItem') throw new UnknownNodeError(item.nodeName, where)
    return { type: 'listItem', content: freezeBlocks(item, freezeMention, where) }
  })
}

function inlines(parent: Y.XmlElement, freezeMention: FreezeMention, where: string): Inline[] {
  return parent.toArray().flatMap((node): Inline[] => {
    if (node instanceof Y.XmlText) return textNodes(node, where)
    const element = elementOf(node, where)
    if (element.nodeName === 'hardBreak') return [{ type: 'hardBreak' }]
    if (element.nodeName !== 'mention') throw new UnknownNodeError(element.nodeName, where)
    return [freezeMention(mentionOf(element))]
  })
}

function textNodes(text: Y.XmlText, where: string): Inline[] {
  const delta = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]
  return delta.map(({ insert, attributes = {} }) => {
    if (typeof insert !== 'string') throw new UnknownNodeError('embedded object', where)
    const marks = Object.entries(attributes).flatMap(([name, value]) => mark(name, value, where))
    return { type: 'text', text: printable(insert), ...(marks.length > 0 && { marks }) }
  })
}

/** The binding writes marks that may overlap as `name--hash`. */
const HASHED = /--[a-zA-Z0-9+/=]{8}$/

function mark(hashedName: string, value: unknown, where: string): Mark[] {
  const name = hashedName.replace(HASHED, '')
  if (name === 'bold' || name === 'italic') return [{ type: name }]
  if (name !== 'link') throw new UnknownNodeError(name, where)
  const href = (value as { href?: unknown } | null)?.href
  // A peer may have written `javascript:`; the words stay, the way to run it does not.
  return typeof href === 'string' && isSafeLink(href)
    ? [{ type: 'link', attrs: { href: printable(href) } }]
    : []
}

function mentionOf(element: Y.XmlElement): MentionRef {
  const read = (key: string) => {
    const value: unknown = element.getAttribute(key)
    return typeof value === 'string' ? value : ''
  }
  return { factId: read('factId'), field: read('field'), format: read('format') }
}

function elementOf(node: unknown, where: string): Y.XmlElement {
  if (node instanceof Y.XmlElement) return node
  throw new UnknownNodeError(node instanceof Y.XmlText ? 'loose text' : 'unknown object', where)
}

function numberOf(element: Y.XmlElement, key: string, fallback: number): number {
  const value = Number(element.getAttribute(key) ?? fallback)
  return Number.isFinite(value) ? value : fallback
}

// oxlint-disable-next-line no-control-regex -- these are what it takes out
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

/** Without control characters and half surrogate pairs: they have no form in HTML, XML or UTF-8. */
export const printable = (text: string): string => text.toWellFormed().replaceAll(CONTROL, '')
