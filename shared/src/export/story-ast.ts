import { z } from 'zod'
import { isSafeEmbed } from '../editor-schema/embed-node.ts'
import { isMediaHash } from '../editor-schema/figure-node.ts'

/**
 * The body of a frozen story: ProseMirror JSON of the editor's schema, its mentions written out.
 * Nothing else fits (rule X1): comments, suggestions and unknown nodes have no place here.
 */
export const markSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('bold') }),
  z.strictObject({ type: z.literal('italic') }),
  z.strictObject({ type: z.literal('link'), attrs: z.strictObject({ href: z.string() }) }),
])
export type Mark = z.infer<typeof markSchema>

const textNodeSchema = z.strictObject({
  type: z.literal('text'),
  text: z.string(),
  marks: z.array(markSchema).optional(),
})
export type TextNode = z.infer<typeof textNodeSchema>

/** `words` is what a reader sees; the rest says which approved fact they come from. */
const mentionNodeSchema = z.strictObject({
  type: z.literal('mention'),
  attrs: z.strictObject({
    factId: z.string(),
    field: z.string(),
    format: z.string(),
    words: z.string(),
  }),
})
export type MentionNode = z.infer<typeof mentionNodeSchema>

export const inlineSchema = z.discriminatedUnion('type', [
  textNodeSchema,
  mentionNodeSchema,
  z.strictObject({ type: z.literal('hardBreak') }),
])
export type Inline = z.infer<typeof inlineSchema>

export interface ListItem {
  type: 'listItem'
  content: Block[]
}

export interface TableCell {
  type: 'tableCell' | 'tableHeader'
  attrs: { colspan: number; rowspan: number }
  /** Paragraphs and nothing else. */
  content: Block[]
}

export interface TableRow {
  type: 'tableRow'
  content: TableCell[]
}

/** A picture by the hash of its file; what the file is stands in the package's `media`. */
export interface Figure {
  type: 'figure'
  attrs: { media: string; alt: string; credit: string }
  /** The caption. */
  content: Inline[]
}

export interface Embed {
  type: 'embed'
  attrs: { url: string; title: string }
}

/** A block that holds words itself. */
export type TextBlock = Extract<Block, { content: Inline[] }>

export type Block =
  | { type: 'paragraph'; content: Inline[] }
  | { type: 'heading'; attrs: { level: 2 | 3 | 4 }; content: Inline[] }
  | { type: 'bulletList'; content: ListItem[] }
  | { type: 'orderedList'; attrs: { start: number }; content: ListItem[] }
  | { type: 'blockquote'; content: Block[] }
  | Figure
  | { type: 'table'; content: TableRow[] }
  | Embed

const inlines = z.array(inlineSchema)
const blocks = z.lazy(() => z.array(blockSchema))
const listItems = z.array(z.strictObject({ type: z.literal('listItem'), content: blocks }))
const span = z.number().int().min(1)
const tableCells = z.array(
  z.strictObject({
    type: z.enum(['tableCell', 'tableHeader']),
    attrs: z.strictObject({ colspan: span, rowspan: span }),
    content: blocks,
  }),
)
const tableRows = z.array(z.strictObject({ type: z.literal('tableRow'), content: tableCells }))

export const blockSchema: z.ZodType<Block> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('paragraph'), content: inlines }),
  z.strictObject({
    type: z.literal('heading'),
    attrs: z.strictObject({ level: z.union([z.literal(2), z.literal(3), z.literal(4)]) }),
    content: inlines,
  }),
  z.strictObject({ type: z.literal('bulletList'), content: listItems }),
  z.strictObject({
    type: z.literal('orderedList'),
    attrs: z.strictObject({ start: z.number().int() }),
    content: listItems,
  }),
  z.strictObject({ type: z.literal('blockquote'), content: blocks }),
  z.strictObject({
    type: z.literal('figure'),
    attrs: z.strictObject({
      media: z.string().refine(isMediaHash),
      alt: z.string(),
      credit: z.string(),
    }),
    content: inlines,
  }),
  z.strictObject({ type: z.literal('table'), content: tableRows }),
  z.strictObject({
    type: z.literal('embed'),
    attrs: z.strictObject({ url: z.string().refine(isSafeEmbed), title: z.string() }),
  }),
])
