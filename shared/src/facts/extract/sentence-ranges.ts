export interface Range {
  readonly start: number
  readonly end: number
}

/** A stop, a closing quotation mark perhaps, and then a capital, a digit or a letter without case. */
const STOP = /[.!?؟]["”’»)]?(?=\s+["“‘«(]?[\p{Lu}\p{Lo}\p{N}])|\n/gu
const TITLE =
  /\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|Gov|St|No|vs|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|[A-Z])$/u

/** Longer than any sentence: what has no stops is cut, so that reading it stays linear. */
const MAX_SENTENCE = 3_000 // characters

/**
 * The sentences of a block, end to end.
 *
 * @param solid stretches that no stop divides: "Oct. 25", "U.S. Senate" when U.S. is a name
 */
export function sentenceRanges(text: string, solid: readonly Range[] = []): Range[] {
  const ordered = solid.toSorted((a, b) => a.start - b.start)
  const ranges: Range[] = []
  let start = 0
  let next = 0 // of the solid stretches: the first that may reach beyond the stop
  const push = (end: number) => {
    for (; end - start > MAX_SENTENCE; start += MAX_SENTENCE) {
      ranges.push({ start, end: start + MAX_SENTENCE })
    }
    if (end > start) ranges.push({ start, end })
    start = end
  }
  for (const match of text.matchAll(STOP)) {
    const at = match.index
    while ((ordered[next]?.end ?? Infinity) <= at) next += 1
    const one = ordered[next]
    if (one && one.start < at) continue
    if (match[0].startsWith('.') && TITLE.test(text.slice(Math.max(0, at - 6), at))) continue
    push(at + match[0].length)
  }
  push(text.length)
  return ranges
}
