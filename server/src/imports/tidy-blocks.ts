import type { Block, Inline } from './article.ts'

/** One space between words, none at the ends, runs of the same marks together. */
export function tidy(inlines: readonly Inline[]): Inline[] {
  const runs: Run[] = []
  let afterSpace = true
  for (const { text: raw, ...marks } of inlines) {
    const text = raw === '\n' ? raw : afterSpace ? raw.trimStart() : raw
    if (text === '') continue
    afterSpace = /\s/u.test(text.at(-1) ?? '')
    const key = JSON.stringify([marks.bold, marks.italic, marks.href])
    const last = runs.at(-1)
    if (last?.key === key) last.texts.push(text)
    else runs.push({ key, marks, texts: [text] })
  }
  return withoutTrailingSpace(runs.map(({ marks, texts }) => ({ ...marks, text: texts.join('') })))
}

interface Run {
  readonly key: string
  readonly marks: Omit<Inline, 'text'>
  readonly texts: string[]
}

function withoutTrailingSpace(inlines: Inline[]): Inline[] {
  for (let last = inlines.at(-1); last; last = inlines.at(-1)) {
    const text = last.text.trimEnd()
    inlines.pop()
    if (text !== '') return [...inlines, { ...last, text }]
  }
  return inlines
}

/** Word's list items and indented paragraphs under each other are one list, one quotation. */
export function mergeBlocks(blocks: readonly Block[]): Block[] {
  const groups: Block[][] = []
  for (const block of blocks) {
    const group = groups.at(-1)
    const [first] = group ?? []
    if (group && first && belongTogether(first, block)) group.push(block)
    else groups.push([block])
  }
  return groups.flatMap((group) => {
    const [first] = group
    if (first?.kind === 'list') {
      return [{ ...first, items: group.flatMap((one) => (one.kind === 'list' ? one.items : [])) }]
    }
    if (first?.kind !== 'quote') return group
    return [{ ...first, blocks: group.flatMap((one) => (one.kind === 'quote' ? one.blocks : [])) }]
  })
}

function belongTogether(one: Block, other: Block): boolean {
  if (one.kind === 'list' && other.kind === 'list') return one.ordered === other.ordered
  return one.kind === 'quote' && other.kind === 'quote'
}
