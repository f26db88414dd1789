import type { Language } from '../../../story/meta-doc.ts'

/** A text of ours with the facts a careful editor would mark in it. */
export interface CorpusText {
  readonly name: string
  /** The day it appeared, YYYY-MM-DD. */
  readonly date: string
  readonly language: Language
  readonly headline: string
  readonly body: readonly string[]
  /**
   * One note for each fact, as `notesOf` writes it, without regard to capitals or a leading "the":
   *
   * - `party NAME`, `mediator NAME`, `place NAME`, `person NAME`
   * - `role NAME: title / organisation`
   * - `date DAYS`, `round DAYS`, `meeting DAYS`: a day or `from/to`; a round without a date by its title
   * - `agreement KIND-OR-PROPER-NAME SIGNED PLACE`, `-` where the text says none
   * - `mechanism NAME STATUS`
   * - `statement KIND SPEAKER: first four words`, the speaker `?descriptor` when anonymous
   * - `issue TITLE`
   *
   * A date that belongs to an agreement or to a statement is noted nowhere else.
   */
  readonly expected: readonly string[]
}
