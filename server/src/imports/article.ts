/** A run of words with one set of marks, or a line break. */
export interface Inline {
  readonly text: string
  readonly bold?: boolean
  readonly italic?: boolean
  readonly href?: string
}

/** A piece of copy, as every reader of pages and texts makes it and the body is built of. */
export type Block =
  | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly inlines: readonly Inline[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'list'
      readonly ordered: boolean
      readonly items: readonly (readonly Block[])[]
    }

/** What a page or text says of itself, as far as it does. */
export interface ArticleMeta {
  readonly headline?: string
  readonly standfirst?: string
  readonly byline?: string
  readonly dateline?: string
  readonly publisher?: string
  /** ISO 8601, as found. */
  readonly publishedAt?: string
  readonly language?: string
}

export interface Article extends ArticleMeta {
  readonly blocks: readonly Block[]
}

export const wordsOf = (inlines: readonly Inline[]): string =>
  inlines
    .map(({ text }) => text)
    .join('')
    .trim()

/** All words of a block, its lists and quotations included. */
export function blockWords(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return wordsOf(block.inlines)
    case 'quote':
      return block.blocks.map(blockWords).join('\n')
    case 'list':
      return block.items.map((item) => item.map(blockWords).join('\n')).join('\n')
    default:
      return block satisfies never
  }
}
