import { describe, expect, test } from 'vitest'
import { freezeStory } from '../export/freeze-story.ts'
import { renderHtml } from '../export/html.ts'
import { renderJsonLd } from '../export/jsonld.ts'
import { aSource, aStory, id, mention } from '../testing/story-builder.ts'
import { factHash } from './canonical.ts'
import {
  disputableFields,
  disputeHash,
  disputeSchema,
  fitDispute,
  type Dispute,
} from './dispute.ts'
import { renderMention } from './mentions/render-mention.ts'
import { factStatus, judge, type Decision, type FactRecord } from './status.ts'

const { id: _, ...elsewhere } = aSource({ publisher: 'Hospital list' })
const other: Dispute = {
  field: 'exact',
  kind: 'value',
  value: 20,
  ours: 'The ministry',
  theirs: 'the hospital',
  source: elsewhere,
}
const denial: Dispute = {
  field: 'exact',
  kind: 'denial',
  ours: 'A',
  theirs: 'B',
  source: elsewhere,
}

function killed() {
  const builder = aStory()
    .withHeadline('Blast')
    .withBody(['The dead: ', mention('dead', 'exact'), '.'])
    .withFact('dead', 'figure', {
      fields: { exact: 12, what: 'dead' },
      sources: [aSource({ kind: 'official_statement', publisher: 'Ministry' })],
    })
  const fact = builder.story.facts.get('dead')
  if (!fact) throw new Error('no fact')
  return { builder, fact }
}

const decided = (kind: Decision['kind'], dispute?: Dispute): FactRecord => {
  const { fact } = killed()
  const latest = { kind, hash: factHash(fact), by: 'eve', at: 1, note: '', frozen: fact, dispute }
  return { latest, ...(kind === 'approve' && { approval: latest }) }
}

const ask = (record: FactRecord, more: object) => {
  const { fact } = killed()
  const request = { kind: 'approve', hash: factHash(fact), note: '', by: 'eve', role: 'editor' }
  return judge(fact, record, { ...request, ...more } as never)
}

describe('[A8] what stands against a fact', () => {
  test('fits a filled field with a value of its kind, or denies it', () => {
    const { fact } = killed()
    expect(fitDispute(fact, disputeSchema.parse(other))).toMatchObject({ ok: true })
    expect(fitDispute(fact, denial)).toMatchObject({ ok: true })
    for (const bad of [
      { ...other, value: 'twenty' },
      { ...other, field: 'place' },
      { ...other, field: 'min' },
      { ...denial, value: 3 },
    ]) {
      expect(fitDispute(fact, bad).ok).toBe(false)
    }
    expect(disputableFields(fact).toSorted()).toEqual(['exact', 'what'])
  })

  test('comes with a source that counts, and then needs no note', () => {
    expect(ask({}, { kind: 'dispute', dispute: other }).ok).toBe(true)
    const off = { ...other, source: { ...elsewhere, record: 'off' as const } }
    expect(ask({}, { kind: 'dispute', dispute: off })).toEqual({
      ok: false,
      error: 'dispute-needs-source',
    })
  })
})

describe('[A9] both sides as a pair', () => {
  test('are approved by the hash of exactly what stands against the fact', () => {
    const disputed = decided('dispute', other)
    expect(ask(disputed, {})).toEqual({ ok: false, error: 'needs-reason' })
    expect(ask(disputed, { pair: disputeHash(other) }).ok).toBe(true)
    expect(ask(disputed, { pair: disputeHash(denial) })).toEqual({
      ok: false,
      error: 'no-such-pair',
    })
    expect(ask({}, { pair: disputeHash(other) })).toEqual({ ok: false, error: 'no-such-pair' })
  })

  test('[X10] leave the story as two sides: in its words, and in no field that a machine reads as one', () => {
    const { builder, fact } = killed()
    const record = decided('approve', other)
    expect(factStatus(fact, record)).toBe('approved')
    const story = freezeStory({
      doc: builder.doc,
      record: { id: 's', createdAt: 0, authors: [] },
      factRecords: new Map([['dead', record]]),
      revision: 1,
      now: 1,
      timeZone: 'UTC',
    })
    const sides = 'The ministry says 12; the hospital says 20'
    expect(story.facts[0]?.fields).toEqual({ what: 'dead' })
    expect(story.facts[0]?.dispute).toEqual({
      field: 'exact',
      ours: { by: 'The ministry', value: 12 },
      theirs: { by: 'the hospital', value: 20 },
    })
    const page = renderHtml(story)
    expect(page.split(sides).length - 1).toBeGreaterThanOrEqual(2) // the copy and the fact box
    expect(renderJsonLd(story)).not.toMatch(/"(value|minValue|maxValue)":"?12/)
  })
})

test('[M8] a mention says who says what, in the language of the story', () => {
  const { fact } = killed()
  const say = (language: 'en' | 'prs' | 'ps', dispute: Dispute, field = 'exact') =>
    renderMention(mention('dead', field), {
      language,
      fact: () => fact,
      dispute: () => dispute,
    })
  expect(say('en', other)).toBe('The ministry says 12; the hospital says 20')
  expect(say('en', denial)).toBe('A says 12; B denies it')
  expect(say('prs', { ...other, ours: 'وزارت', theirs: 'شفاخانه' })).toBe(
    'وزارت می‌گوید ۱۲؛ شفاخانه می‌گوید ۲۰',
  )
  expect(say('ps', denial)).toBe('A وايي ۱۲؛ B يې ردوي')
  expect(say('en', other, 'what')).toBe('dead')
  expect(id('dead')).toBe(fact.id)
})
