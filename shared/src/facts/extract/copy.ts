import type { Language } from '../../story/meta-doc.ts'
import { parseDates, type DateReference, type ParsedDate } from '../dates/parse-date.ts'
import type { CopyBlock } from './copy-block.ts'
import { findNames, groupNames, type NameHit } from './find-names.ts'
import { quotationsIn } from './quotations.ts'
import { sentenceRanges, type Range } from './sentence-ranges.ts'
import { taker } from './taker.ts'
import { unitsOf, type Unit } from './units.ts'

/** One sentence, with what was found in it. Offsets are the block's. */
export interface Sentence {
  readonly block: CopyBlock
  readonly start: number
  readonly end: number
  readonly names: readonly NameHit[]
  /** The names, those that "and" joins together. */
  readonly groups: readonly NameHit[][]
  readonly dates: readonly ParsedDate[]
  /** The words from `from` to `to`, both within the block. */
  readonly words: (from: number, to: number) => string
}

export interface Copy {
  readonly sentences: readonly Sentence[]
  /** The same copy for who said what: a quotation is never divided. */
  readonly units: readonly Unit[]
  readonly language: Language
  readonly reference: DateReference
  /** Whether a place lies within quotation marks, where words may not change. */
  readonly isQuoted: (block: CopyBlock, start: number, end: number) => boolean
}

/** Reads copy once for all extractors: sentences, names, dates, quotations. */
export function readCopy(
  blocks: readonly CopyBlock[],
  language: Language,
  reference: DateReference,
): Copy {
  const read = blocks.map((block) => readBlock(block, reference))
  const quotations = new Map(read.map(({ block, quotations }) => [block, quotations]))
  return {
    sentences: read.flatMap(({ sentences }) => sentences),
    units: read.flatMap((one) => unitsOf(one.block, one.quotations, one.names, one.dates)),
    language,
    reference,
    isQuoted: (block, start, end) =>
      block.quoted === true || touches(quotations.get(block) ?? [], start, end),
  }
}

function readBlock(block: CopyBlock, reference: DateReference) {
  const { text } = block
  const names = findNames(text)
  const dates = parseDates(text, reference)
  const take = { names: taker(names), dates: taker(dates) }
  const sentences = sentenceRanges(text, [...names, ...dates]).map(({ start, end }): Sentence => {
    const own = take.names(end)
    return {
      block,
      start,
      end,
      names: own,
      groups: groupNames(text, own),
      dates: take.dates(end),
      words: (from, to) => text.slice(from, to),
    }
  })
  return { block, names, dates, sentences, quotations: quotationsIn(text) }
}

/** Whether any of the ranges, which are in order and apart, overlaps this one. */
function touches(ranges: readonly Range[], start: number, end: number): boolean {
  let [low, high] = [0, ranges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle]?.end ?? 0) <= start) low = middle + 1
    else high = middle
  }
  const found = ranges[low]
  return found !== undefined && found.start < end
}
