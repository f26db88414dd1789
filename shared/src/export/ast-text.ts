import type { Block, Inline, TextBlock } from './story-ast.ts'
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

/**
 * The text blocks (paragraphs, headings, list and table lines, captions) under these blocks, in
 * reading order: the same, in the same order, as `textBlocks` of the document.
 */
export function leafBlocks(blocks: readonly Block[]): readonly TextBlock[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
      case 'figure':
        return [block]
      case 'bulletList':
      case 'orderedList':
        return block.content.flatMap((item) => leafBlocks(item.content))
      case 'blockquote':
        return leafBlocks(block.content)
      case 'table':
        return block.content.flatMap((row) =>
          row.content.flatMap((cell) => leafBlocks(cell.content)),
        )
      case 'embed':
        return []
      default:
        throw new UnknownNodeError(String((block as { type?: unknown }).type), 'text')
    }
  })
}

/** Plain text, paragraphs parted by a blank line; captions stay with their pictures. */
export function blocksText(blocks: readonly Block[]): string {
  return leafBlocks(blocks)
    .filter(({ type }) => type !== 'figure')
    .map(({ content }) => inlineText(content).trim())
    .filter((text) => text !== '')
    .join('\n\n')
}

/** Nothing but blanks: what an empty line in the editor leaves behind. */
export const isBlank = (block: Block): boolean =>
  (block.type === 'paragraph' || block.type === 'heading') &&
  inlineText(block.content).trim() === ''
