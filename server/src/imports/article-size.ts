import type { Block } from './article.ts'

/** Far more than the longest report has, and as much as an editor can show. */
const MAX_PIECES = 5_000 // paragraphs, list items, quotations, marked runs and line breaks
/** A list in a quotation in a list …; the editor shows no more, and walks over it by recursion. */
const MAX_DEPTH = 12

/** Whether copy is what somebody may have written, and not a table of ten thousand cells. */
export function isForOneStory(blocks: readonly Block[]): boolean {
  return piecesIn(blocks, 0) <= MAX_PIECES
}

/** @returns Infinity when it lies too deep */
function piecesIn(blocks: readonly Block[], depth: number): number {
  if (depth > MAX_DEPTH) return Infinity
  let count = 0
  for (const block of blocks) {
    if (count > MAX_PIECES) return count
    count += 1 + inside(block, depth)
  }
  return count
}

function inside(block: Block, depth: number): number {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return block.inlines.reduce((sum, { text }) => sum + text.split('\n').length, 0)
    case 'quote':
      return piecesIn(block.blocks, depth + 1)
    case 'list':
      return piecesIn(block.items.flat(), depth + 1)
    default:
      return block satisfies never
  }
}
