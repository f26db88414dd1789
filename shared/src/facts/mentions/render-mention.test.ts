import { describe, expect, test } from 'vitest'
import type { Language } from '../../story/meta-doc.ts'
import { aStory, id } from '../../testing/story-builder.ts'
import { FACT_TYPES, FACT_TYPE_NAMES, fieldsOf } from '../fact-types.ts'
import { choiceWords } from './choice-words.ts'
import { formatsFor, isMentionFormat, mainField, MENTION_FORMATS } from './mention-format.ts'
import { mentionReader } from './mention-words.ts'
import { renderList } from './render-list.ts'
import { renderMention } from './render-mention.ts'
import { seenValue } from './seen-value.ts'

const date = {
  start: '2025-10-25',
  end: '2025-10-30',
  precision: 'day',
  tz: 'Europe/Istanbul',
} as const

const { story } = aStory()
  .withFact('turkey', 'mediator', { fields: { name: 'Republic of Türkiye', shortName: 'Türkiye' } })
  .withFact('qatar', 'mediator', { fields: { name: 'Qatar' } })
  .withFact('unnamed', 'mediator', { label: 'A third state' })
  .withFact('istanbul', 'place', { fields: { name: 'Istanbul' } })
  .withFact('round', 'round', {
    label: 'Second round',
    fields: {
      ordinal: 2,
      dates: date,
      place: 'istanbul',
      host: 'turkey',
      mediators: ['turkey', 'qatar', 'unnamed', 'gone'],
      delegations: [{ id: 'a', head: 'X' }],
      format: 'indirect',
      outcome: 'No “agreement”.',
    },
  })
  .withFact('agreement', 'agreement', {
    fields: { kind: 'prisoner_exchange', textUrl: 'https://example.org/a' },
  })
  .withFact('toll', 'figure', { fields: { min: 12_500 } })

const render = (factId: string, field: string, format = 'plain', language: Language = 'en') =>
  renderMention({ factId, field, format }, { language, fact: (id) => story.facts.get(id) })

describe('renderMention', () => {
  test.each([
    ['round', 'label', 'plain', 'Second round'],
    ['round', 'ordinal', 'plain', '2'],
    ['round', 'dates', 'day', 'October 25–30'],
    ['round', 'dates', 'no such format', 'October 25–30, 2025'],
    ['round', 'place', 'full', 'Istanbul'],
    ['round', 'host', 'full', 'Republic of Türkiye'],
    ['round', 'host', 'short', 'Türkiye'],
    ['round', 'format', 'plain', 'indirect'],
    ['round', 'outcome', 'plain', 'No “agreement”.'],
    ['qatar', 'name', 'short', 'Qatar'],
    ['agreement', 'kind', 'plain', 'prisoner exchange'],
    ['agreement', 'textUrl', 'plain', 'https://example.org/a'],
    ['toll', 'min', 'plain', '12,500'],
  ] as const)('[M1] %s.%s as %s: %s', (factId, field, format, words) => {
    expect(render(factId, field, format)).toBe(words)
  })

  test('[M4] a list names each, by its label where it has no name, and leaves out what is gone', () => {
    expect(render('round', 'mediators', 'list')).toBe(
      'Republic of Türkiye, Qatar and A third state',
    )
  })

  test('[M4] in the story’s language: digits, joining words, choices', () => {
    expect(render('toll', 'min', 'plain', 'prs')).toBe('۱۲٬۵۰۰')
    expect(render('round', 'format', 'plain', 'prs')).toBe('غیرمستقیم')
    expect(render('agreement', 'kind', 'plain', 'ps')).toBe('د بندیانو تبادله')
    expect(render('round', 'mediators', 'list', 'prs')).toBe(
      'Republic of Türkiye، Qatar و A third state',
    )
  })

  test('[M1] nothing where the fact, the field or the value is not', () => {
    expect(render('gone', 'name')).toBeUndefined()
    expect(render('round', 'title')).toBeUndefined()
    expect(render('round', 'delegations')).toBeUndefined()
  })

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    '[F3] %s is no field, whatever a peer put into a mention',
    (field) => {
      expect(render('round', field)).toBeUndefined()
      expect(formatsFor('round', field)).toEqual([])
    },
  )
})

test('[M5] a name that follows its place is full where it stands first, short from there on', () => {
  const read = mentionReader({ language: 'en', fact: (id) => story.facts.get(id) })
  const auto = (factId: string, field: string) => read({ factId, field, format: 'auto' })
  expect(auto('round', 'host')).toBe('Republic of Türkiye')
  expect(auto('turkey', 'name')).toBe('Türkiye')
  expect(auto('round', 'mediators')).toBe('Türkiye, Qatar and A third state')
  expect(read({ factId: 'turkey', field: 'name', format: 'full' })).toBe('Republic of Türkiye')

  const other = mentionReader({ language: 'en', fact: (id) => story.facts.get(id) })
  expect(other({ factId: 'round', field: 'mediators', format: 'list' })).toContain('Republic of')
  expect(other({ factId: 'turkey', field: 'name', format: 'auto' })).toBe('Türkiye')
  expect(render('turkey', 'name', 'auto')).toBe('Republic of Türkiye')
})

test.each([
  [[], undefined],
  [['Turkey'], 'Turkey'],
  [['Turkey', 'Qatar'], 'Turkey and Qatar'],
  [['Turkey', 'Qatar', 'the United Nations'], 'Turkey, Qatar and the United Nations'],
] as const)('[M4] %j reads %s', (names, words) => {
  expect(renderList(names, 'en')).toBe(words)
})

test('[M4] every choice has words in every language', () => {
  for (const type of FACT_TYPE_NAMES) {
    for (const spec of Object.values(fieldsOf(type))) {
      if (spec.kind !== 'choice') continue
      for (const option of spec.options) {
        expect(choiceWords(option, 'en')).not.toContain('_')
        expect(choiceWords(option, 'prs')).toMatch(/^[\p{Script=Arabic}\p{M}\u200c ]+$/u)
        expect(choiceWords(option, 'ps')).toMatch(/^[\p{Script=Arabic}\p{M}\u200c ]+$/u)
      }
    }
  }
  expect(choiceWords('toString', 'en')).toBe('toString')
})

describe('formats', () => {
  test('[M2] every field of every type has formats that exist, lists of rows have none', () => {
    for (const type of FACT_TYPE_NAMES) {
      for (const [field, spec] of Object.entries(FACT_TYPES[type])) {
        const formats = formatsFor(type, field)
        expect(formats.length > 0).toBe(spec.kind !== 'list' || field === 'roles')
        for (const format of formats) expect(isMentionFormat(format)).toBe(true)
      }
      expect(formatsFor(type, 'label')).toEqual(['plain'])
    }
    expect(isMentionFormat('bold')).toBe(false)
    expect(new Set(MENTION_FORMATS).size).toBe(MENTION_FORMATS.length)
  })

  test('a mention of a whole fact shows what names it', () => {
    const shown = FACT_TYPE_NAMES.map((type) => `${type}.${mainField(type)}`)
    expect(shown).toEqual([
      'round.title',
      'party.name',
      'mediator.name',
      'person.name',
      'agreement.name',
      'mechanism.name',
      'statement.words',
      'issue.title',
      'figure.what',
      'meeting.title',
      'date.date',
      'place.name',
    ])
  })
})

test('[M3] what is remembered as seen is the longest form, in English, in any story', () => {
  const fact = (name: string) => story.facts.get(name)
  expect(seenValue('round', 'dates', fact)).toBe('October 25–30, 2025')
  expect(seenValue('round', 'host', fact)).toBe('Republic of Türkiye')
  expect(seenValue('round', 'title', fact)).toBeUndefined()
  expect(seenValue(id('gone'), 'name', fact)).toBeUndefined()
})
