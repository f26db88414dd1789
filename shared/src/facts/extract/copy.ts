import type { Language } from '../../story/meta-doc.ts'
import { parseDates, type DateReference, type ParsedDate } from '../dates/parse-date.ts'
import { findNames, groupNames, type NameHit } from './find-names.ts'
import type { Span } from './proposal.ts'
import { sentenceRanges, type Range } from './sentence-ranges.ts'

/** One text block to look for facts in: its field, its number in it, its words. */
export interface CopyBlock {
  readonly textField: Span['textField']
  readonly block: number
  readonly text: string
  /** The whole block is somebody's words: a quotation block. */
  readonly quoted?: boolean
}

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
  const quotations = new Map(blocks.map((block) => [block, quotationsIn(block.text)]))
  return {
    sentences: blocks.flatMap((block) => sentencesOf(block, reference)),
    language,
    reference,
    isQuoted: (block, start, end) =>
      block.quoted === true ||
      (quotations.get(block) ?? []).some((range) => start < range.end && end > range.start),
  }
}

function sentencesOf(block: CopyBlock, reference: DateReference): Sentence[] {
  const names = findNames(block.text)
  const dates = parseDates(block.text, reference)
  const inside = <T extends { start: number; end: number }>(
    all: readonly T[],
    s: number,
    e: number,
  ) => all.filter((one) => one.start >= s && one.start < e)
  return sentenceRanges(block.text, [...names, ...dates]).map(({ start, end }) => {
    const own = inside(names, start, end)
    return {
      block,
      start,
      end,
      names: own,
      groups: groupNames(block.text, own),
      dates: inside(dates, start, end),
      words: (from, to) => block.text.slice(from, to),
    }
  })
}

/** What stands in quotation marks. One left open runs to the end of the block, as in long quotations. */
export function quotationsIn(text: string): readonly Range[] {
  const ranges: Range[] = []
  const CLOSING: Readonly<Record<string, string>> = { '“': '”', '«': '»', '"': '"', '„': '“' }
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
