import type { Range } from './sentence-ranges.ts'

const CLOSING: Readonly<Record<string, string>> = { '“': '”', '«': '»', '"': '"', '„': '“' }

/**
 * What stands in quotation marks, the marks included, in order. One left open runs to the end of
 * the block, as in long quotations.
 */
export function quotationsIn(text: string): readonly Range[] {
  const ranges: Range[] = []
  let index = 0
  while (index < text.length) {
    const closing = CLOSING[text[index] ?? '']
    if (closing === undefined) {
      index += 1
      continue
    }
    const at = text.indexOf(closing, index + 1)
    const end = at < 0 ? text.length : at + 1
    ranges.push({ start: index, end })
    index = end
  }
  return ranges
}
