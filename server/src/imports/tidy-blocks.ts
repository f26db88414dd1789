import type { Block, Inline } from './article.ts'

/** One space between words, none at the ends, runs of the same marks together. */
export function tidy(inlines: readonly Inline[]): Inline[] {
  const tidied: Inline[] = []
  for (const inline of inlines) {
    const last = tidied.at(-1)
    const afterSpace = !last || /\s$/u.test(last.text)
    const text = inline.text === '\n' ? '\n' : afterSpace ? inline.text.trimStart() : inline.text
    if (text === '') continue
    const isSame = last !== undefined && marksKey(last) === marksKey(inline)
    if (isSame) tidied[tidied.length - 1] = { ...last, text: last.text + text }
    else tidied.push({ ...inline, text })
  }
  while (tidied.length > 0) {
    const last = tidied.at(-1)
    const text = last?.text.trimEnd() ?? ''
    if (last && text !== '') {
      tidied[tidied.length - 1] = { ...last, text }
      break
    }
    tidied.pop()
  }
  return tidied
}

const marksKey = ({ bold, italic, href }: Inline): string => JSON.stringify([bold, italic, href])

/** Word's list items and indented paragraphs under each other are one list, one quotation. */
export const mergeBlocks = (blocks: readonly Block[]): Block[] => mergeQuotes(mergeLists(blocks))

function mergeLists(blocks: readonly Block[]): Block[] {
  return blocks.reduce<Block[]>((merged, block) => {
    const last = merged.at(-1)
    if (block.kind === 'list' && last?.kind === 'list' && last.ordered === block.ordered) {
      merged[merged.length - 1] = { ...last, items: [...last.items, ...block.items] }
    } else merged.push(block)
    return merged
  }, [])
}

/** Indented paragraphs under each other are one quotation. */
function mergeQuotes(blocks: readonly Block[]): Block[] {
  return blocks.reduce<Block[]>((merged, block) => {
    const last = merged.at(-1)
    if (block.kind === 'quote' && last?.kind === 'quote') {
      merged[merged.length - 1] = { ...last, blocks: [...last.blocks, ...block.blocks] }
    } else merged.push(block)
    return merged
  }, [])
}
