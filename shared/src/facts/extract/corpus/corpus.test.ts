import { describe, expect, test } from 'vitest'
import { factIdSchema } from '../../../ids.ts'
import type { DateValue } from '../../dates/date-value.ts'
import { FACT_TYPE_NAMES } from '../../fact-types.ts'
import type { CopyBlock } from '../copy.ts'
import type { Proposal } from '../proposal.ts'
import { proposeFacts } from '../propose-facts.ts'
import type { CorpusText } from './corpus-text.ts'
import { TALKS } from './talks.ts'
import { TRAPS } from './traps.ts'

const CORPUS = [...TALKS, ...TRAPS]

function found({ headline, body, language, date }: CorpusText): Proposal[] {
  const blocks: CopyBlock[] = [
    { textField: 'headline', block: 0, text: headline },
    ...body.map((text, block): CopyBlock => ({ textField: 'body', block, text })),
  ]
  let minted = 0
  const mint = () => factIdSchema.parse(`f${(minted += 1)}`)
  return proposeFacts({ blocks, language, reference: { date, tz: 'UTC' } }, mint)
}

/** As the corpus notes it down: type, and name or date. */
function noted({ type, label, fields }: Proposal): string {
  const date = (fields['date'] ?? fields['dates']) as DateValue | undefined
  if (date) return `${type} ${date.start}${date.end ? `/${date.end}` : ''}`
  const name = fields['name']
  return `${type} ${typeof name === 'string' ? name : label}`
}

describe('[E1] what is proposed of each text', () => {
  test.for(CORPUS.map((text) => [text.name, text] as const))('%s', ([, text]) => {
    const right = new Set(text.expected)
    const wrong = found(text)
      .map(noted)
      .filter((one) => !right.has(one))
    expect(wrong).toEqual([])
  })
})

test('[E2] precision is at least 0.9 for every type, recall at least 0.85', () => {
  const rows = FACT_TYPE_NAMES.flatMap((type) => {
    const isOfType = (one: string) => one.startsWith(`${type} `)
    const counts = CORPUS.map((text) => {
      const proposed = found(text).map(noted).filter(isOfType)
      const expected = text.expected.filter(isOfType)
      const right = proposed.filter((one) => expected.includes(one)).length
      return { right, proposed: proposed.length, expected: expected.length }
    })
    const sum = (key: 'right' | 'proposed' | 'expected') =>
      counts.reduce((total, one) => total + one[key], 0)
    const [right, proposed, expected] = [sum('right'), sum('proposed'), sum('expected')]
    if (proposed + expected === 0) return []
    const ratio = (of: number) => (of === 0 ? 1 : Number((right / of).toFixed(2)))
    return [{ type, proposed, expected, precision: ratio(proposed), recall: ratio(expected) }]
  })
  const lines = rows.map(
    (row) =>
      `${row.type.padEnd(9)} precision ${row.precision} recall ${row.recall} (${row.proposed} proposed, ${row.expected} expected)`,
  )
  // oxlint-disable-next-line no-console -- the figures are what one runs this test to read
  console.info(lines.join('\n'))
  for (const row of rows) {
    expect(row.precision, row.type).toBeGreaterThanOrEqual(0.9)
    expect(row.recall, row.type).toBeGreaterThanOrEqual(0.85)
  }
})

test('[E3] every span stands in its block, word for word', () => {
  for (const text of CORPUS) {
    for (const { spans } of found(text)) {
      for (const span of spans) {
        const block = span.textField === 'headline' ? text.headline : text.body[span.block]
        expect(block?.slice(span.start, span.end)).toBe(span.text)
      }
    }
  }
})
