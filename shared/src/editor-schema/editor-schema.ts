import { getSchema, type Extensions } from '@tiptap/core'
import { Blockquote } from '@tiptap/extension-blockquote'
import { Bold } from '@tiptap/extension-bold'
import { Document } from '@tiptap/extension-document'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Heading } from '@tiptap/extension-heading'
import { Italic } from '@tiptap/extension-italic'
import { Link } from '@tiptap/extension-link'
import { BulletList, ListItem, OrderedList } from '@tiptap/extension-list'
import { Paragraph } from '@tiptap/extension-paragraph'
import { Text } from '@tiptap/extension-text'
import type { Schema } from '@tiptap/pm/model'
import { sha256Hex } from '../facts/canonical.ts'
import { EmbedNode } from './embed-node.ts'
import { FigureNode } from './figure-node.ts'
import { MentionNode } from './mention-node.ts'
import { tableExtensions } from './table-nodes.ts'

/** Schemes a link in the copy may have; anything else could run script or leave the web. */
export const LINK_PROTOCOLS = ['http', 'https', 'mailto', 'tel'] as const

export const isSafeLink = (href: string): boolean =>
  LINK_PROTOCOLS.some((protocol) => href.toLowerCase().startsWith(`${protocol}:`))

/** What the body may hold. The client adds behaviour to these; it never adds nodes or marks. */
export const bodyExtensions: Extensions = [
  // A `piece` (picture, table, embed) stands between the blocks of copy, never within one.
  Document.extend({ content: '(block | piece)+' }),
  Paragraph,
  Text,
  Heading.configure({ levels: [2, 3, 4] }),
  BulletList,
  OrderedList,
  ListItem,
  Blockquote,
  HardBreak,
  Bold,
  Italic,
  Link.configure({
    openOnClick: false,
    autolink: false,
    protocols: [...LINK_PROTOCOLS],
    isAllowedUri: (uri) => isSafeLink(uri),
    HTMLAttributes: { rel: 'noopener noreferrer', target: null },
  }),
  MentionNode,
  FigureNode,
  ...tableExtensions,
  EmbedNode,
]

/** One line of text with mentions and nothing else: headline, standfirst, SEO fields. */
export const lineExtensions: Extensions = [
  Document.extend({ content: 'paragraph' }),
  Paragraph.extend({ marks: '' }),
  Text,
  MentionNode,
]

export const bodySchema: Schema = getSchema(bodyExtensions)
export const lineSchema: Schema = getSchema(lineExtensions)

/** Changes when stored documents could hold something that older code would not know (rule Y14). */
export const EDITOR_SCHEMA_HASH: string = sha256Hex(
  JSON.stringify([bodySchema, lineSchema].map(describe)),
).slice(0, 16)

function describe(schema: Schema): unknown {
  const nodes = Object.entries(schema.nodes).map(([name, { spec }]) => {
    return [name, spec.content, spec.group, spec.marks, Object.keys(spec.attrs ?? {})]
  })
  const marks = Object.entries(schema.marks).map(([name, { spec }]) => {
    return [name, Object.keys(spec.attrs ?? {})]
  })
  return { nodes, marks }
}
