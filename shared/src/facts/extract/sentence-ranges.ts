export interface Range {
  readonly start: number
  readonly end: number
}

/** A stop, a closing quotation mark perhaps, and then a capital, a digit or a letter without case. */
const STOP = /[.!?؟]["”’»)]?(?=\s+["“‘«(]?[\p{Lu}\p{Lo}\p{N}])|\n/gu
const TITLE =
  /\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|Gov|St|No|vs|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|[A-Z])$/u

/**
 * The sentences of a block, end to end.
 *
 * @param solid stretches that no stop divides: "Oct. 25", "U.S. Senate" when U.S. is a name
 */
export function sentenceRanges(text: string, solid: readonly Range[] = []): Range[] {
  const ranges: Range[] = []
  let start = 0
  for (const match of text.matchAll(STOP)) {
    const end = match.index + match[0].length
    const isInside = solid.some((one) => one.start < match.index && one.end > match.index)
    const isTitle =
      match[0].startsWith('.') && TITLE.test(text.slice(Math.max(0, match.index - 6), match.index))
    if (isInside || isTitle) continue
    ranges.push({ start, end })
    start = end
  }
  if (start < text.length) ranges.push({ start, end: text.length })
  return ranges
}
