import type { Language } from '../../../story/meta-doc.ts'

/** A text of ours with the facts a careful editor would mark in it. */
export interface CorpusText {
  readonly name: string
  /** The day it appeared, YYYY-MM-DD. */
  readonly date: string
  readonly language: Language
  readonly headline: string
  readonly body: readonly string[]
  /** `type` and what tells the fact apart: a name, a date, or a range `from/to`. */
  readonly expected: readonly string[]
}
