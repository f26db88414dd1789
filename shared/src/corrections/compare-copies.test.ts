import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { freezeStory } from '../export/freeze-story.ts'
import { approvals } from '../export/testing/demo-stories.ts'
import type { NewFact } from '../facts/facts-doc.ts'
import type { Language } from '../story/meta-doc.ts'
import type { StoryDoc } from '../story/story-doc.ts'
import { aSource, aStory, mention, type Paragraph } from '../testing/story-builder.ts'
import { compareCopies } from './compare-copies.ts'
import { draftNotice } from './draft-notice.ts'

const frozen = (story: StoryDoc) =>
  freezeStory({
    doc: story.doc,
    record: { id: 'st0ry', createdAt: 0, authors: [] },
    factRecords: approvals(story),
    revision: 1,
    now: 0,
    timeZone: 'UTC',
  })

interface Copy {
  readonly headline?: string
  readonly fields?: NewFact['fields']
  readonly type?: 'meeting' | 'figure' | 'place' | 'mechanism'
  readonly body?: readonly Paragraph[]
  readonly language?: Language
}

const day = (start: string, precision: 'day' | 'month' | 'approx' = 'day', end?: string) => ({
  start,
  ...(end && { end }),
  precision,
  tz: 'UTC',
})

const copy = ({ headline = 'Talks go on', fields, type = 'meeting', body, language }: Copy) => {
  const builder = aStory().withHeadline(headline)
  if (language) builder.withLanguage(language)
  if (fields) builder.withFact('f', type, { fields, sources: [aSource()] })
  return frozen(builder.withBody(...(body ?? ['They met.'])).build())
}

const when: Paragraph[] = [
  ['They meet on ', mention('f', 'date', 'long'), ' in Doha.'],
  'All agreed.',
]
const meeting = (date: ReturnType<typeof day>, more: Copy = {}) =>
  copy({ fields: { title: 'Next meeting', date }, body: when, ...more })

describe('[C1] facts', () => {
  test('a value that gives way to another is a correction, told once, with every place', () => {
    const changes = compareCopies(meeting(day('2025-10-25')), meeting(day('2025-10-26')))
    expect(changes).toEqual([
      {
        kind: 'correction',
        what: 'fact',
        factId: 'f',
        label: 'Next meeting: date',
        before: 'October 25, 2025',
        after: 'October 26, 2025',
        places: [{ textField: 'body', block: 0, words: 'October 25, 2025' }],
      },
    ])
  })

  test.for([
    [
      'a month that becomes a day in it',
      day('2025-10-01', 'month', '2025-10-31'),
      day('2025-10-25'),
    ],
    ['about a day that becomes the day', day('2025-10-25', 'approx'), day('2025-10-25')],
  ] as const)('%s is a clarification', ([, was, now]) => {
    expect(compareCopies(meeting(was), meeting(now)).map(({ kind }) => kind)).toEqual([
      'clarification',
    ])
  })

  test('a month that becomes a day of another month is a correction', () => {
    const was = day('2025-10-01', 'month', '2025-10-31')
    expect(compareCopies(meeting(was), meeting(day('2025-11-02')))[0]?.kind).toBe('correction')
  })

  test('[C2] a count of another day is an update, of the same day a correction', () => {
    const figure = (exact: number, start: string) =>
      copy({ type: 'figure', fields: { what: 'Killed', exact, date: day(start) } })
    const kinds = (a: ReturnType<typeof figure>, b: ReturnType<typeof figure>) =>
      compareCopies(a, b)
        .filter(({ label }) => label.endsWith('number'))
        .map(({ kind }) => kind)
    expect(kinds(figure(10, '2025-10-25'), figure(12, '2025-10-26'))).toEqual(['update'])
    expect(kinds(figure(10, '2025-10-25'), figure(12, '2025-10-25'))).toEqual(['correction'])
  })

  test('[C2] what moved on in the world is an update', () => {
    const at = (status: string) => copy({ type: 'mechanism', fields: { name: 'Monitors', status } })
    expect(compareCopies(at('proposed'), at('agreed'))[0]).toMatchObject({
      kind: 'update',
      label: 'Monitors: state',
    })
  })

  test('a fact that was shown and is taken out is a correction; one never shown is nobody’s', () => {
    const shown = meeting(day('2025-10-25'))
    const without = copy({ body: ['They meet soon in Doha.', 'All agreed.'] })
    expect(compareCopies(shown, without)[0]).toMatchObject({ kind: 'correction', after: null })
    const hidden = copy({ fields: { title: 'Next', date: day('2025-10-25') } })
    expect(compareCopies(hidden, copy({}))).toEqual([])
  })

  test('a field that is the desk’s own is nobody’s', () => {
    const sure = (certainty: string) =>
      meeting(day('2025-10-25'), {
        fields: { title: 'Next meeting', date: day('2025-10-25'), certainty },
      })
    expect(compareCopies(sure('planned'), sure('certain'))).toEqual([])
  })
})

describe('[C3] words', () => {
  const kinds = (before: Paragraph[], after: Paragraph[]) =>
    compareCopies(copy({ body: before }), copy({ body: after })).map(({ kind }) => kind)

  test.for([
    ['a new paragraph', 'update', ['One.'], ['One.', 'Two came later.']],
    ['a sentence more', 'update', ['They met.'], ['They met. They meet again on day 3.']],
    ['a number put right', 'correction', ['He is 45 years of age.'], ['He is 54 years of age.']],
    [
      'a quotation put right',
      'correction',
      ['She said: “We will sign today” in the hall.'],
      ['She said: “We may sign today” in the hall.'],
    ],
    [
      'a sentence put otherwise',
      'clarification',
      ['The delegation left before the vote was held.'],
      ['The delegation left after the first vote was held.'],
    ],
    ['a paragraph taken out', 'clarification', ['One.', 'Two said more.'], ['One.']],
    ['a comma', 'none', ['They met and talked.'], ['They met, and talked.']],
  ] as const)('%s: %s', ([, kind, before, after]) => {
    expect(kinds([...before], [...after])).toEqual([kind])
  })

  test('a block that only moved is no change', () => {
    expect(kinds(['One.', 'Two.', 'Three.'], ['Three.', 'One.', 'Two.'])).toEqual([])
  })

  test('the gravest comes first', () => {
    const was = meeting(day('2025-10-25'))
    const now = meeting(day('2025-10-26'), { body: [...when, 'More came in at night.'] })
    expect(compareCopies(was, now).map(({ kind }) => kind)).toEqual(['correction', 'update'])
  })

  const words = fc.array(fc.lorem({ mode: 'sentences', maxCount: 1 }), {
    minLength: 1,
    maxLength: 6,
  })
  property.prop([words])('a story is equal to itself', (body) => {
    expect(compareCopies(copy({ body }), copy({ body }))).toEqual([])
  })

  property.prop([words, words])('nothing that changed goes untold', (before, after) => {
    const changes = compareCopies(copy({ body: before }), copy({ body: after }))
    for (const gone of before.filter((text) => !after.includes(text))) {
      expect(changes.some((change) => change.before === gone)).toBe(true)
    }
    for (const come of after.filter((text) => !before.includes(text))) {
      expect(changes.some((change) => change.after === come)).toBe(true)
    }
  })
})

describe('[C4] the notice', () => {
  test.for([
    ['en', '“October 25, 2025” (Next meeting: date). It should have been “October 26, 2025”'],
    ['prs', 'درست آن'],
    ['ps', 'سم یې'],
  ] as const)('is drafted in %s', ([language, words]) => {
    const changes = compareCopies(
      meeting(day('2025-10-25'), { language }),
      meeting(day('2025-10-26'), { language }),
    )
    expect(draftNotice(changes, language)).toMatchObject({
      kind: 'correction',
      text: expect.stringContaining(words),
    })
  })

  test('quotes the sentence that changed, not the paragraph', () => {
    const changes = compareCopies(
      copy({ body: ['They met. He is 45 years of age.'] }),
      copy({ body: ['They met. He is 54 years of age.'] }),
    )
    expect(draftNotice(changes, 'en')?.text).toBe(
      'An earlier version of this article read “He is 45 years of age”. It now reads “He is 54 years of age”.',
    )
  })

  test('is none for a comma, and of the gravest kind otherwise', () => {
    const draft = (before: Paragraph[], after: Paragraph[]) =>
      draftNotice(compareCopies(copy({ body: before }), copy({ body: after })), 'en')
    expect(draft(['They met and talked.'], ['They met, and talked.'])).toBeUndefined()
    expect(draft(['He is 45 years of age.'], ['He is 54 years of age.', 'New.'])?.kind).toBe(
      'correction',
    )
  })
})
