import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { findingsOf, worldOf } from '../../testing/checked-story.ts'
import { aStory, appendParagraph, mention, type Inline } from '../../testing/story-builder.ts'
import { FACT_TYPE_NAMES, fieldsOf } from '../fact-types.ts'
import { MENTION_FORMATS } from '../mentions/mention-format.ts'
import { checkBlocks } from './check-blocks.ts'
import { checkStory } from './check-story.ts'
import type { Finding } from './finding.ts'

const ids = ['f0', 'f1', 'f2', 'f3'] as const
const day = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

/** Pieces of copy that rules look for, and some that nobody would write. */
const words = fc.oneof(
  fc.constantFrom(
    'On Friday, ',
    ' (15 Aqrab 1404) ',
    'six days of talks ',
    'October 25–30, 2025',
    'The third round, held in Istanbul on ',
    'the two mediators, A, B and C, ',
    'They will meet next week, on ',
    'Spokesman Ingrid Dahl ',
    'agreed on the ',
    '“We will never leave this table again” ',
    'روز جمعه ۶ نومبر ۲۰۲۵ ',
    '. ',
    '(((',
    '“',
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
)
const inline: fc.Arbitrary<Inline> = fc.oneof(
  words,
  fc
    .record({
      factId: fc.constantFrom(...ids, 'gone'),
      field: fc.constantFrom('date', 'dates', 'name', 'title', 'words', 'mediators', 'constructor'),
      format: fc.constantFrom(...MENTION_FORMATS, 'nonsense'),
    })
    .map(({ factId, field, format }) => mention(factId, field, format)),
)
const fact = fc.record({
  type: fc.constantFrom(...FACT_TYPE_NAMES),
  text: fc.oneof(fc.constantFrom('Ingrid Dahl', 'Istanbul', ''), fc.string({ maxLength: 12 })),
  number: fc.integer({ min: -2, max: 12 }),
  days: fc.tuple(day, day).map((pair) => pair.toSorted()),
  refs: fc.subarray([...ids]),
})

/** A story of anything, with its facts filled in wherever a value fits. */
const story = fc
  .record({
    language: fc.constantFrom('en' as const, 'prs' as const, 'ps' as const),
    facts: fc.array(fact, { maxLength: ids.length }),
    body: fc.array(fc.array(inline, { minLength: 1, maxLength: 6 }), { maxLength: 6 }),
  })
  .map(({ language, facts, body }) => {
    const made = aStory()
      .withLanguage(language)
      .withBody(...body)
    for (const [index, one] of facts.entries()) {
      const name = ids[index] ?? 'f9'
      made.withFact(name, one.type, { label: one.text })
      for (const [key, spec] of Object.entries(fieldsOf(one.type))) {
        const value = valueFor(spec.kind, one)
        if (value !== undefined) made.story.facts.setField(name, key, value as never, 'test')
      }
    }
    return made.story
  })

function valueFor(
  kind: string,
  { text, number, days, refs }: typeof fact extends fc.Arbitrary<infer T> ? T : never,
) {
  const [start, end] = days
  switch (kind) {
    case 'date':
      return { start, end, precision: 'day', tz: 'UTC' }
    case 'text':
    case 'prose':
      return text
    case 'number':
      return number
    case 'ref':
      return refs[0]
    case 'refs':
      return refs
    case 'list':
      return [{ id: 'a', name: text, title: text }]
    default:
      return undefined
  }
}

const keysOf = (findings: readonly Finding[]) => findings.map(({ key }) => key)

describe('whatever is written', () => {
  test.prop([story, day])('no rule throws, and each finding is where it says', (made, today) => {
    const blocks = checkBlocks(made)
    for (const { textField, block, start, end, words, fix } of findingsOf(made, today)) {
      const { text = '' } =
        blocks.find((one) => one.textField === textField && one.block === block) ?? {}
      expect(text.slice(start, end)).toBe(words)
      expect(end).toBeGreaterThan(start)
      if (fix?.kind === 'replace') expect(fix.words).not.toBe(text.slice(fix.start, fix.end))
    }
  })

  test.prop([story, day])(
    '[K12] no two findings share a key, and a second look says the same',
    (made, today) => {
      const keys = keysOf(findingsOf(made, today))
      expect(new Set(keys).size).toBe(keys.length)
      expect(keysOf(findingsOf(made, today))).toEqual(keys)
    },
  )

  test.prop([story, day])('[K12] what is written elsewhere changes no key', (made, today) => {
    const before = keysOf(findingsOf(made, today))
    appendParagraph(made.text('body'), ['Nothing else was said at noon.'])
    appendParagraph(made.text('standfirst'), ['Nor here.'])
    expect(keysOf(findingsOf(made, today))).toEqual(before)
  })

  test.prop([story, day])('[K12] a block that moves keeps its keys', (made, today) => {
    const world = worldOf(made, today)
    const blocks = checkBlocks(made)
    const moved = blocks.map((block) => ({ ...block, block: block.block + 1 }))
    expect(keysOf(checkStory(moved, world))).toEqual(keysOf(checkStory(blocks, world)))
  })
})
