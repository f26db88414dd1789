import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { factIdSchema } from '../../ids.ts'
import { fieldsOf } from '../fact-types.ts'
import type { Fact } from '../fact.ts'
import { fieldSchema } from '../field-spec.ts'
import { proposeFromSelection } from './propose-from-selection.ts'

const reference = { date: '2025-10-31', tz: 'Asia/Kabul' }

const aFact = (id: string, type: Fact['type'], fields: Fact['fields']): Fact => ({
  id: factIdSchema.parse(id),
  type,
  label: id,
  fields,
  sources: [],
  dependsOn: [],
  sensitivity: 'open',
})

/** Selects what stands between the bars. */
function select(marked: string, facts: readonly Fact[] = []) {
  const [before = '', text = '', after = ''] = marked.split('|')
  const paragraph = before + text + after
  const answer = proposeFromSelection(text, {
    paragraph,
    start: before.length,
    language: 'en',
    reference,
    facts,
  })
  return { ...answer, replaced: text.slice(answer.start, answer.end) }
}

describe('what the words are', () => {
  test.for([
    ['It was |October 18|.', 'date', 'October 18', 'date.day'],
    ['It was |October 18, 2024|.', 'date', 'October 18, 2024', 'date.long'],
    ['to meet again in Istanbul on |November 6|.', 'meeting', 'November 6', 'date.day'],
    ['on November 6 (|Aqrab 15|) again', 'date', 'Aqrab 15', 'date.solar_hijri_day'],
    ['negotiations (|October 25-30|) went on', 'round', 'October 25-30', 'dates.day'],
    ['signed a truce in Doha on |May 5|.', 'agreement', 'May 5', 'signedOn.day'],
    ['said |Ingrid Dahl|, an envoy of Norway.', 'person', 'Ingrid Dahl', 'name.full'],
    ['“|We go on|,” said Ingrid Dahl, an envoy.', 'statement', 'We go on', 'words.plain'],
    ['They disagree over |the border|.', 'issue', 'border', 'title.plain'],
    ['talks mediated by |Turkey| and Qatar', 'mediator', 'Turkey', 'name.full'],
    ['a ceasefire between |the Taliban| and Pakistan', 'party', 'Taliban', 'name.full'],
    ['They met in |Doha |again', 'place', 'Doha', 'name.full'],
    ['|Pakistan| won', 'party', 'Pakistan', 'name.full'],
    ['|The Istanbul talks| ended', 'round', 'Istanbul talks', 'title.plain'],
    ['|Zabihullah Mujahid| spoke', 'person', 'Zabihullah Mujahid', 'name.full'],
    ['in |Spin Boldak| today', 'place', 'Spin Boldak', 'name.full'],
    ['He said |“we shall see”| and left', 'statement', 'we shall see', 'words.plain'],
    ['He said “|we shall see|” and left', 'statement', 'we shall see', 'words.plain'],
    ['killed |1,250| people', 'figure', '1,250', 'exact.plain'],
    ['the |monitoring mechanism| works', 'mechanism', 'monitoring mechanism', 'name.full'],
    ['under |the ceasefire agreement| now', 'agreement', 'ceasefire agreement', 'name.full'],
    ['the |drone attacks| went on', 'issue', 'drone attacks', 'title.plain'],
    [
      '|Nobody knows what they will do next.|',
      'statement',
      'Nobody knows what they will do next.',
      'words.plain',
    ],
  ])('[E11] %s', ([marked = '', type, replaced, shown]) => {
    const answer = select(marked)
    expect(answer).toMatchObject({ type, replaced })
    expect(`${answer.field}.${answer.format}`).toBe(shown)
  })

  test('[E11] the year comes from the sentence', () => {
    expect(select('an election due on |March 5|').fields).toMatchObject({
      date: { start: '2026-03-05' },
    })
    expect(select('since |March 5| nothing').fields).toMatchObject({
      date: { start: '2025-03-05' },
    })
  })
})

describe('facts that are there', () => {
  const qatar = aFact('qatar', 'mediator', { name: 'Qatar' })
  const doha = aFact('doha', 'place', { name: 'Doha' })
  const ttp = aFact('ttp', 'party', {
    name: 'Tehrik-i-Taliban Pakistan',
    shortName: 'TTP',
    variants: [{ id: 'v', name: 'Pakistani Taliban' }],
  })
  const meeting = aFact('meeting', 'meeting', {
    date: { start: '2025-11-06', precision: 'day', tz: 'Asia/Kabul' },
  })

  test.for([
    ['thanked |Qatar|', 'qatar', 'name.full'],
    ['the |TTP| denied', 'ttp', 'name.short'],
    ['|the Pakistani Taliban| denied', 'ttp', 'name.full'],
    ['on |November 6|', 'meeting', 'date.day'],
    ['on |Aqrab 15, 1404|', 'meeting', 'date.solar_hijri'],
  ])('[E12] %s', ([marked = '', known, shown]) => {
    const answer = select(marked, [qatar, doha, ttp, meeting])
    expect(answer).toMatchObject({ known, confidence: 1 })
    expect(`${answer.field}.${answer.format}`).toBe(shown)
  })

  test('[E12] a new fact points at those that are there, and at nothing else', () => {
    const { fields } = select('talks mediated by Qatar and Egypt in Doha on |October 20|', [
      qatar,
      doha,
    ])
    expect(fields).toMatchObject({ mediators: ['qatar'], place: 'doha' })
  })
})

property.prop([
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc.nat(70),
])(
  '[E13] any selection is answered with fields that fit the type, within the selection',
  (text, paragraph, start) => {
    const context = { paragraph, start, language: 'en', reference, facts: [] } as const
    const answer = proposeFromSelection(text, context)
    expect(answer.label).not.toBe('')
    expect(answer.start).toBeGreaterThanOrEqual(0)
    expect(answer.end).toBeLessThanOrEqual(text.length)
    for (const [key, value] of Object.entries(answer.fields)) {
      const spec = fieldsOf(answer.type)[key]
      expect(spec && fieldSchema(spec).safeParse(value).success).toBe(true)
    }
  },
)
