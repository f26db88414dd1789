import type { Block, Inline } from './article.ts'

interface JsonMark {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
}

/** A node of the editor's document, as JSON. */
export interface JsonNode {
  readonly type: string
  readonly attrs?: Record<string, unknown>
  readonly content?: JsonNode[]
  readonly text?: string
  readonly marks?: JsonMark[]
}

/** Blocks → the body's document (editor-schema.ts). @returns undefined when there are none */
export function bodyJson(blocks: readonly Block[]): JsonNode | undefined {
  return blocks.length > 0 ? { type: 'doc', content: blocks.map(blockJson) } : undefined
}

function blockJson(block: Block): JsonNode {
  switch (block.kind) {
    case 'paragraph':
      return { type: 'paragraph', content: inlineJson(block.inlines) }
    case 'heading': {
      // The page's first level is the headline; below the fourth nobody reads an outline.
      const level = Math.min(4, Math.max(2, block.level))
      return { type: 'heading', attrs: { level }, content: inlineJson(block.inlines) }
    }
    case 'quote':
      return { type: 'blockquote', content: block.blocks.map(blockJson) }
    case 'list':
      return {
        type: block.ordered ? 'orderedList' : 'bulletList',
        content: block.items.map(itemJson),
      }
    default:
      return block satisfies never
  }
}

/** A list item begins with a paragraph: the schema wants it, and so does the caret. */
function itemJson(blocks: readonly Block[]): JsonNode {
  const content = blocks.map((block) =>
    blockJson(block.kind === 'heading' ? { kind: 'paragraph', inlines: block.inlines } : block),
  )
  const isLed = content[0]?.type === 'paragraph'
  return { type: 'listItem', content: isLed ? content : [{ type: 'paragraph' }, ...content] }
}

function inlineJson(inlines: readonly Inline[]): JsonNode[] {
  return inlines.flatMap(({ text, ...marks }) =>
    text
      .split('\n')
      .flatMap((part, index): JsonNode[] => [
        ...(index > 0 ? [{ type: 'hardBreak' }] : []),
        ...(part ? [{ type: 'text', text: part, marks: marksJson(marks) }] : []),
      ]),
  )
}

function marksJson({ bold, italic, href }: Omit<Inline, 'text'>): JsonMark[] {
  return [
    ...(bold ? [{ type: 'bold' }] : []),
    ...(italic ? [{ type: 'italic' }] : []),
    ...(href === undefined ? [] : [{ type: 'link', attrs: { href } }]),
  ]
}
