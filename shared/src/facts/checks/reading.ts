import { quotationsIn } from '../extract/quotations.ts'
import { sentenceRanges, type Range } from '../extract/sentence-ranges.ts'
import { blockDates, type BlockDate } from './block-dates.ts'
import type { CheckBlock, CheckFix, CheckWorld, Spotted } from './finding.ts'

/** A rule looks at one block at a time; what it needs of the rest is in the world. */
export type Rule = (reading: Reading) => readonly Spotted[]

/** One block, read once for all rules: each part when the first rule asks for it. */
export class Reading {
  readonly block: CheckBlock
  readonly world: CheckWorld
  #dates: readonly BlockDate[] | undefined
  #sentences: readonly Range[] | undefined
  #quotations: readonly Range[] | undefined

  constructor(block: CheckBlock, world: CheckWorld) {
    this.block = block
    this.world = world
  }

  get text(): string {
    return this.block.text
  }

  get dates(): readonly BlockDate[] {
    this.#dates ??= blockDates(this.block, this.world)
    return this.#dates
  }

  get sentences(): readonly Range[] {
    this.#sentences ??= sentenceRanges(this.text, [...this.dates, ...this.block.mentions])
    return this.#sentences
  }

  /** What stands in quotation marks, marks included. */
  get quotations(): readonly Range[] {
    this.#quotations ??= quotationsIn(this.text)
    return this.#quotations
  }

  sentenceAt(index: number): Range {
    return (
      this.sentences.find(({ start, end }) => start <= index && index < end) ?? {
        start: 0,
        end: this.text.length,
      }
    )
  }

  /** Within quotation marks, where not a letter may change. */
  isQuoted(start: number, end: number): boolean {
    return this.block.quoted || this.quotations.some((one) => start < one.end && end > one.start)
  }

  /** Whether these words are the copy's own rather than a mention's. */
  isPlain(start: number, end: number): boolean {
    return this.block.mentions.every((one) => end <= one.start || start >= one.end)
  }

  /** A fix that writes other words, where words may be changed at all. */
  replace(start: number, end: number, words: string): { fix?: CheckFix } {
    if (this.isQuoted(start, end) || !this.isPlain(start, end)) return {}
    return { fix: { kind: 'replace', start, end, words } }
  }
}
