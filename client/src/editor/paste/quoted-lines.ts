import { Fragment, Slice, type Node as ProseNode, type Schema } from '@tiptap/pm/model'

/**
 * Plain text with mail's `> ` lines → paragraphs and quotations.
 * @returns undefined when no line is quoted: then there is nothing to do here
 */
export function quotedLines(text: string, schema: Schema): Slice | undefined {
  const { blockquote, paragraph } = schema.nodes
  if (!blockquote || !paragraph || !/^\s*>/m.test(text)) return undefined
  const blocks: ProseNode[] = []
  let quoted: ProseNode[] = []
  const close = () => {
    if (quoted.length > 0) blocks.push(blockquote.create(null, quoted))
    quoted = []
  }
  for (const line of text.split(/\r\n|\r|\n/u)) {
    const quote = /^\s*>+ ?(.*)$/u.exec(line)
    const words = quote?.[1] ?? (quote ? '' : line)
    if (!quote) close()
    if (words.trim() === '') continue
    const block = paragraph.create(null, schema.text(words))
    if (quote) quoted.push(block)
    else blocks.push(block)
  }
  close()
  return new Slice(Fragment.fromArray(blocks), 0, 0)
}
