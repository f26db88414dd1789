import { factIdSchema } from '../../../ids.ts'
import type { CopyBlock } from '../copy-block.ts'
import type { Proposal } from '../proposal.ts'
import { proposeFacts } from '../propose-facts.ts'
import type { CorpusText } from './corpus-text.ts'
import { notesOf, plainNote } from './note-of.ts'

/** What is proposed of one text of the corpus, read against the day it appeared. */
export function proposalsOfText({ headline, body, language, date }: CorpusText): Proposal[] {
  const blocks: CopyBlock[] = [
    { textField: 'headline', block: 0, text: headline },
    ...body.map((text, block): CopyBlock => ({ textField: 'body', block, text })),
  ]
  let minted = 0
  const mint = () => factIdSchema.parse(`f${(minted += 1)}`)
  return proposeFacts({ blocks, language, reference: { date, tz: 'UTC' } }, mint)
}

export interface TextScore {
  readonly right: readonly string[]
  /** Proposed, and not in the text. */
  readonly wrong: readonly string[]
  /** In the text, and not proposed. */
  readonly missed: readonly string[]
}

/** Compares what is proposed of one text with its labels. A fact that is proposed twice is once wrong. */
export function scoreText(text: CorpusText): TextScore {
  const proposals = proposalsOfText(text)
  const left = text.expected.map(plainNote)
  const [right, wrong]: [string[], string[]] = [[], []]
  for (const note of proposals.flatMap((one) => notesOf(one, proposals))) {
    const at = left.indexOf(note)
    if (at >= 0) right.push(...left.splice(at, 1))
    else wrong.push(note)
  }
  return { right, wrong, missed: left }
}

export interface TypeScore {
  readonly type: string
  readonly proposed: number
  readonly expected: number
  /** 0 to 1; 1 where nothing was proposed. */
  readonly precision: number
  /** 0 to 1; 1 where nothing was to be found. */
  readonly recall: number
}

/** Precision and recall for each type over several texts, in the order of the alphabet. */
export function scoreCorpus(texts: readonly CorpusText[]): TypeScore[] {
  const scores = texts.map(scoreText)
  const count = (key: keyof TextScore) =>
    Object.groupBy(
      scores.flatMap((score) => score[key]),
      (note) => note.slice(0, note.indexOf(' ')),
    )
  const [right, wrong, missed] = [count('right'), count('wrong'), count('missed')]
  const types = new Set([right, wrong, missed].flatMap((one) => Object.keys(one)))
  return [...types].toSorted().map((type) => {
    const hits = right[type]?.length ?? 0
    const proposed = hits + (wrong[type]?.length ?? 0)
    const expected = hits + (missed[type]?.length ?? 0)
    const ratio = (of: number) => (of === 0 ? 1 : hits / of)
    return { type, proposed, expected, precision: ratio(proposed), recall: ratio(expected) }
  })
}

/** The scores as a table for people. */
export function scoreTable(rows: readonly TypeScore[]): string {
  const line = ({ type, precision, recall, proposed, expected }: TypeScore) =>
    `${type.padEnd(10)} precision ${precision.toFixed(2)}  recall ${recall.toFixed(2)}  (${proposed} proposed, ${expected} labelled)`
  return rows.map(line).join('\n')
}
