import { describe, expect, test } from 'vitest'
import { BUILDING } from './building/building.ts'
import type { CorpusText } from './corpus-text.ts'
import { HELD_OUT } from './held-out/held-out.ts'
import { proposalsOfText, scoreCorpus, scoreTable, scoreText } from './score.ts'

describe('[E1] what is proposed of each text that the rules were built with', () => {
  test.for(BUILDING.map((text) => [text.name, text] as const))('%s', ([, text]) => {
    expect(scoreText(text).wrong).toEqual([])
  })
})

test.for([
  ['building', BUILDING],
  ['held-out', HELD_OUT],
] as const)(
  '[E2] %s half: precision at least 0.9, recall at least 0.8 for every type',
  ([name, texts]) => {
    const rows = scoreCorpus(texts)
    // oxlint-disable-next-line no-console -- the figures are what one runs this test to read
    console.info(`${name} (${texts.length} texts)\n${scoreTable(rows)}`)
    for (const row of rows) {
      expect(row.precision, row.type).toBeGreaterThanOrEqual(0.9)
      expect(row.recall, row.type).toBeGreaterThanOrEqual(0.8)
    }
  },
)

test('[E2] the corpus has texts enough, none of them twice', () => {
  const names = [...BUILDING, ...HELD_OUT].map(({ name }) => name)
  expect(names.length).toBeGreaterThanOrEqual(30)
  expect(HELD_OUT.length).toBeGreaterThanOrEqual(15)
  expect(new Set(names).size).toBe(names.length)
})

const blockOf = ({ headline, body }: CorpusText, field: string, block: number) =>
  field === 'headline' ? headline : body[block]

test('[E3] every span stands in its block, word for word', () => {
  for (const text of [...BUILDING, ...HELD_OUT]) {
    for (const { spans } of proposalsOfText(text)) {
      for (const span of spans) {
        const block = blockOf(text, span.textField, span.block)
        expect(block?.slice(span.start, span.end)).toBe(span.text)
      }
    }
  }
})

test('[E3] a statement shows as a mention only what its words say letter for letter', () => {
  const wrong = [...BUILDING, ...HELD_OUT].flatMap((text) =>
    proposalsOfText(text).flatMap(({ fields, spans }) =>
      spans
        .filter(({ keep, field }) => field === 'words' && keep !== true)
        .filter((span) => span.text !== fields['words']),
    ),
  )
  expect(wrong).toEqual([])
})
