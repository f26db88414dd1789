import type { ParsedDate } from '../dates/parse-date.ts'
import type { CopyBlock } from './copy-block.ts'
import type { NameHit } from './find-names.ts'
import { sentenceRanges, type Range } from './sentence-ranges.ts'
import { taker } from './taker.ts'

/**
 * A sentence as somebody reports it: "“We came. We saw,” he said." is one, although the quotation
 * is two. Offsets are the block's.
 */
export interface Unit {
  readonly block: CopyBlock
  readonly start: number
  readonly end: number
  /** Its words. */
  readonly text: string
  /** Its words, letter for letter, with those in quotation marks blotted out. */
  readonly masked: string
  /** What stands within quotation marks, without the marks. */
  readonly quotes: readonly Range[]
  readonly names: readonly NameHit[]
  readonly dates: readonly ParsedDate[]
}

/** Stands for a letter that somebody else said. */
export const BLOT = '\u25a0'

/** The units of a block, end to end. */
export function unitsOf(
  block: CopyBlock,
  quotations: readonly Range[],
  names: readonly NameHit[],
  dates: readonly ParsedDate[],
): Unit[] {
  const masked = mask(block.text, quotations)
  const solid = [...names, ...dates].filter(
    ({ start, end }) => !masked.slice(start, end).includes(BLOT),
  )
  const take = { names: taker(names), dates: taker(dates), quotes: taker(quotations) }
  // A quotation begins a sentence as a capital does.
  return sentenceRanges(masked.replaceAll(BLOT, 'X'), solid).map(({ start, end }) => ({
    block,
    start,
    end,
    text: block.text.slice(start, end),
    masked: masked.slice(start, end),
    quotes: take.quotes(end).map((one) => inner(block.text, one)),
    names: take.names(end),
    dates: take.dates(end),
  }))
}

/** The stop at the very end of a quotation stays: it ends the sentence. */
function mask(text: string, quotations: readonly Range[]): string {
  let masked = ''
  let at = 0
  for (const one of quotations) {
    const { start, end } = inner(text, one)
    const last = /[.!?؟,]$/u.test(text.slice(start, end)) ? end - 1 : end
    masked += text.slice(at, start) + BLOT.repeat(Math.max(0, last - start))
    at = Math.max(start, last)
  }
  return masked + text.slice(at)
}

function inner(text: string, { start, end }: Range): Range {
  const isClosed = end - start > 1 && /[”"»“]/u.test(text[end - 1] ?? '')
  return { start: start + 1, end: isClosed ? end - 1 : end }
}
