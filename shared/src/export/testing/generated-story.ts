import { fc } from '@fast-check/vitest'
import type { JSONContent } from '@tiptap/core'
import { FACT_TYPE_NAMES } from '../../facts/fact-types.ts'
import type { NewFact } from '../../facts/facts-doc.ts'
import { LANGUAGES, type Language } from '../../story/meta-doc.ts'
import { seedStory } from '../../story/seed-story.ts'
import type { StoryDoc } from '../../story/story-doc.ts'
import { aSource, aStory, id } from '../../testing/story-builder.ts'
import type { FreezeInput } from '../freeze-story.ts'
import { NOTICE_KINDS, PACKAGE_ACTIONS } from '../notice.ts'
import { PICTURE } from './demo-stories.ts'

export interface Generated {
  readonly story: StoryDoc
  readonly freeze: Partial<FreezeInput>
}

/** Words that have broken exports before, and any others. */
const text: fc.Arbitrary<string> = fc
  .oneof(
    fc.constantFrom(
      'AT&T -- "x" <y>',
      '5 < 6',
      ']]> --> <!-- wp:html --> </script>',
      '[gallery] *a* _b_ `c` | d',
      '# 1. - + > text',
      'می‌روم به Istanbul رفت',
      'د ښځو حقونه',
      '👩‍👩‍👧 é ﷺ \u202bx\u202c',
      '   ',
      'a\tb',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
  )
  .filter((words) => words !== '')

const mark = fc.constantFrom<NonNullable<JSONContent['marks']>[number]>(
  { type: 'bold' },
  { type: 'italic' },
  { type: 'link', attrs: { href: 'https://x.example/?a=1&b="2"#c' } },
  { type: 'link', attrs: { href: 'mailto:desk@x.example' } },
)

/** Nodes of one block; mentions name facts `f0` to `f<facts - 1>`. */
const inlines = (facts: number): fc.Arbitrary<JSONContent[]> =>
  fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.record({ type: fc.constant('text'), text }) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(text, fc.uniqueArray(mark, { maxLength: 3, selector: ({ type }) => type }))
          .map(([text, marks]) => ({ type: 'text', text, marks })),
      },
      { weight: 1, arbitrary: fc.constant({ type: 'hardBreak' }) },
      ...(facts > 0
        ? [
            {
              weight: 3,
              arbitrary: fc.nat(facts - 1).map((index) => ({
                type: 'mention',
                attrs: { factId: `f${index}`, field: 'label', format: 'plain' },
              })),
            },
          ]
        : []),
    ),
    { maxLength: 4 },
  )

const node = (type: string, content: JSONContent[], attrs?: Record<string, unknown>) => ({
  type,
  ...(attrs && { attrs }),
  content,
})

/** Blocks that may stand in lists and quotations, `depth` deep. */
function block(facts: number, depth: number): fc.Arbitrary<JSONContent> {
  const words = inlines(facts)
  const leaf = fc.oneof(
    words.map((content) => node('paragraph', content)),
    fc
      .tuple(words, fc.constantFrom(2, 3, 4))
      .map(([content, level]) => node('heading', content, { level })),
  )
  if (depth === 0) return leaf
  const inner = fc.array(block(facts, depth - 1), { maxLength: 2 })
  const items = fc.array(
    fc
      .tuple(words, inner)
      .map(([first, rest]) => node('listItem', [node('paragraph', first), ...rest])),
    { minLength: 1, maxLength: 3 },
  )
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    { weight: 1, arbitrary: items.map((content) => node('bulletList', content)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(items, fc.integer({ min: 0, max: 20 }))
        .map(([content, start]) => node('orderedList', content, { start })),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(block(facts, depth - 1), { minLength: 1, maxLength: 2 })
        .map((content) => node('blockquote', content)),
    },
  )
}

const piece = (facts: number): fc.Arbitrary<JSONContent> => {
  const words = inlines(facts)
  const cell = fc
    .record({
      type: fc.constantFrom('tableCell', 'tableHeader'),
      colspan: fc.integer({ min: 1, max: 3 }),
      rowspan: fc.integer({ min: 1, max: 3 }),
      lines: fc.array(words, { minLength: 1, maxLength: 2 }),
    })
    .map(({ type, colspan, rowspan, lines }) =>
      node(
        type,
        lines.map((line) => node('paragraph', line)),
        { colspan, rowspan },
      ),
    )
  const row = fc.array(cell, { minLength: 1, maxLength: 3 }).map((cells) => node('tableRow', cells))
  return fc.oneof(
    fc
      .tuple(words, text, text)
      .map(([content, alt, credit]) => node('figure', content, { media: PICTURE, alt, credit })),
    fc.array(row, { minLength: 1, maxLength: 3 }).map((rows) => node('table', rows)),
    fc
      .tuple(fc.constantFrom('https://v.example/1', 'https://v.example/?a=1&b[]=2'), text)
      .map(([url, title]) => ({ type: 'embed', attrs: { url, title } })),
  )
}

const day = fc
  .record({
    start: fc.constantFrom('2025-10-25', '2025-11-06', '2024-02-29'),
    end: fc.option(fc.constantFrom('2025-12-30', '2025-12-31'), { nil: undefined }),
    precision: fc.constantFrom('day', 'month', 'year', 'approx'),
  })
  .map(({ end, ...rest }) => ({ ...rest, tz: 'Asia/Kabul', ...(end && { end }) }))

/** One fact of a type with something in the fields that exports read. */
const fact = (facts: number) =>
  fc.record({
    type: fc.constantFrom(...FACT_TYPE_NAMES),
    label: text.map((words) => `L${words}`),
    word: text,
    date: day,
    others: fc.array(fc.nat(Math.max(0, facts - 1)), { maxLength: 3 }),
    kind: fc.constantFrom('quote', 'paraphrase', 'denial'),
    isApproved: fc.boolean(),
    publisher: text,
  })

type FactPlan = ReturnType<typeof fact> extends fc.Arbitrary<infer T> ? T : never

const fieldsOf = ({ word, date, others, kind }: FactPlan): NonNullable<NewFact['fields']> => {
  const ids = [...new Set(others)].map((index) => id(`f${index}`))
  const [first] = ids
  return {
    ...Object.fromEntries(
      ['name', 'title', 'words', 'what', 'outcome', 'purpose', 'country', 'shortName'].map(
        (key) => [key, word],
      ),
    ),
    kind,
    exact: 12,
    date,
    dates: date,
    signedOn: date,
    ...(first && { place: first, speaker: first, host: first, parties: ids, mediators: ids }),
    positions: [{ id: 'p', statement: word, ...(first && { party: first }) }],
  }
}

/**
 * Any story that the editor's schema takes: every node and mark, three languages, ugly words, facts
 * of every type, approved or not. What is not approved goes out as plain words, as with an override.
 */
export const generatedStory: fc.Arbitrary<Generated> = fc.nat(6).chain((count) =>
  fc
    .record({
      language: fc.constantFrom<Language>(...LANGUAGES),
      facts: fc.array(fact(count), { minLength: count, maxLength: count }),
      headline: inlines(count),
      standfirst: text,
      byline: text,
      tags: fc.uniqueArray(text, { maxLength: 3 }),
      body: fc.array(fc.oneof(block(count, 2), piece(count)), { minLength: 1, maxLength: 7 }),
      draft: fc.boolean(),
      action: fc.constantFrom(...PACKAGE_ACTIONS),
      notice: fc.option(fc.record({ kind: fc.constantFrom(...NOTICE_KINDS), text })),
      embargoUntil: fc.option(fc.constant(Date.UTC(2026, 0, 1))),
    })
    .map(({ language, facts, headline, standfirst, byline, tags, body, ...freeze }) => {
      const builder = aStory()
      facts.forEach((plan, index) => {
        builder.withFact(`f${index}`, plan.type, {
          label: plan.label,
          fields: fieldsOf(plan),
          sources: [aSource({ publisher: plan.publisher, url: 'https://w.example/?a=1&b=2' })],
        })
      })
      const story = builder.build()
      const line = headline.filter(({ type, marks }) => type !== 'hardBreak' && !marks)
      seedStory(story.doc, {
        headline: [{ type: 'text', text: 'Talks ' }, ...line],
        standfirst,
        meta: { language, byline, tags: tags.map((tag) => tag.slice(0, 60)) },
        body: { type: 'doc', content: body },
      })
      return { story, freeze: frozenAs(freeze, facts) }
    }),
)

interface Asked {
  readonly draft: boolean
  readonly action: FreezeInput['action']
  readonly notice: { kind: (typeof NOTICE_KINDS)[number]; text: string } | null
  readonly embargoUntil: number | null
}

function frozenAs(
  { draft, action, notice, embargoUntil }: Asked,
  facts: readonly FactPlan[],
): Partial<FreezeInput> {
  const isOverridden = facts.some(({ isApproved }) => !isApproved)
  return {
    draft,
    ...(action && { action }),
    correction: notice && { ...notice, at: Date.UTC(2025, 10, 7) },
    embargoUntil,
    ...(isOverridden && {
      override: { by: 'eve', reason: 'It runs tonight.', codes: ['fact-unapproved'] },
    }),
    ...(isOverridden && { factRecords: new Map() }),
  }
}
