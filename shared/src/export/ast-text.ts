import type { Block, Inline } from './story-ast.ts'
import { UnknownNodeError } from './unknown-node.ts'

/** The words of a line or block as a reader sees them. @throws UnknownNodeError (rule X5) */
export function inlineText(content: readonly Inline[]): string {
  return content
    .map((node) => {
      switch (node.type) {
        case 'text':
          return node.text
        case 'mention':
          return node.attrs.words
        case 'hardBreak':
          return '\n'
        default:
          throw new UnknownNodeError(String((node as { type?: unknown }).type), 'text')
      }
    })
    .join('')
}

/** The text blocks (paragraphs, headings, list lines) under these blocks, in reading order. */
export function leafBlocks(
  blocks: readonly Block[],
): readonly Extract<Block, { type: 'paragraph' | 'heading' }>[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return [block]
      case 'bulletList':
      case 'orderedList':
        return block.content.flatMap((item) => leafBlocks(item.content))
      case 'blockquote':
        return leafBlocks(block.content)
      default:
        throw new UnknownNodeError(String((block as { type?: unknown }).type), 'text')
    }
  })
}

/** Plain text, paragraphs parted by a blank line. */
export function blocksText(blocks: readonly Block[]): string {
  return leafBlocks(blocks)
    .map(({ content }) => inlineText(content).trim())
    .filter((text) => text !== '')
    .join('\n\n')
}

/** Nothing but blanks: what an empty line in the editor leaves behind. */
export const isBlank = (block: Block): boolean =>
  (block.type === 'paragraph' || block.type === 'heading') &&
  inlineText(block.content).trim() === ''
