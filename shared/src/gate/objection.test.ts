import { describe, expect, test } from 'vitest'
import { approvals } from '../export/testing/demo-stories.ts'
import { factHash } from '../facts/canonical.ts'
import type { DecisionKind, FactRecord } from '../facts/status.ts'
import type { StoryDoc } from '../story/story-doc.ts'
import { aSource, aStory } from '../testing/story-builder.ts'
import { objectionTo, outlookOf, type Standing } from './objection.ts'

const AT = Date.UTC(2026, 10, 23, 23)
const RECORD = { status: 'ready', embargoUntil: null, legal: 'not_needed' } as const

/** A place, decided about as `kind`, and the copy that was frozen of it. */
function aCopy(kind: DecisionKind = 'approve') {
  const story = aStory()
    .withFact('place', 'place', { label: 'Doha', fields: { name: 'Doha' }, sources: [aSource()] })
    .build()
  const fact = story.facts.get('place')
  if (!fact) throw new RangeError('no place')
  const hash = factHash(fact)
  const decision = { kind, hash, by: 'eve', at: 0, note: 'why', frozen: fact }
  const approval = { ...decision, kind: 'approve' as const }
  const factRecords = new Map<string, FactRecord>([['place', { latest: decision, approval }]])
  const frozen = { overridden: false, facts: [{ id: 'place', label: 'Doha', hash }] }
  return { story, frozen, factRecords }
}

const standing = (
  story: StoryDoc,
  factRecords: Standing['factRecords'],
  record: Partial<Standing['record']> = {},
): Standing => ({
  record: { ...RECORD, ...record },
  facts: story.facts.list(),
  factRecords,
  at: AT,
})

describe('a frozen copy', () => {
  test('[B6] may go while its facts stand approved as frozen', () => {
    const { story, frozen, factRecords } = aCopy()
    expect(objectionTo(frozen, standing(story, factRecords))).toBeUndefined()
  })

  test('[B6] may not once a fact reads otherwise, is disputed or is gone; each says the way on', () => {
    const { story, frozen, factRecords } = aCopy()
    const gone = { ...standing(story, factRecords), facts: [] }
    expect(objectionTo(frozen, gone)).toMatch(/“Doha” was deleted after .* without it/)
    story.facts.setField('place', 'name', 'Istanbul', 'test')
    expect(objectionTo(frozen, standing(story, factRecords))).toMatch(/then publish again/)
    const disputed = aCopy('dispute')
    expect(objectionTo(disputed.frozen, standing(disputed.story, disputed.factRecords))).toMatch(
      /Have it approved again/,
    )
  })

  test('[B6] is held by the fact that moved, not by one that only rests on it', () => {
    const story = aStory()
      .withFact('round', 'round', {
        label: 'Round',
        fields: { place: 'place' },
        sources: [aSource()],
      })
      .withFact('place', 'place', { label: 'Doha', fields: { name: 'Doha' }, sources: [aSource()] })
      .build()
    const facts = story.facts.list()
    const factRecords = approvals(story)
    const frozen = {
      overridden: false,
      facts: facts.map((fact) => ({ id: fact.id, label: fact.label, hash: factHash(fact) })),
    }
    expect(objectionTo(frozen, standing(story, factRecords))).toBeUndefined()
    story.facts.setField('place', 'name', 'Istanbul', 'test')
    expect(objectionTo(frozen, standing(story, factRecords))).toMatch(/^“Doha”/)
  })

  test('[B6] is held by the story as a whole; an override opens the legal check alone', () => {
    const { story, frozen, factRecords } = aCopy()
    const against = (record: Partial<Standing['record']>, overridden = false) =>
      objectionTo({ ...frozen, overridden }, standing(story, factRecords, record))
    expect(against({ legal: 'needed' })).toMatch(/legal check/)
    expect(against({ legal: 'needed' }, true)).toBeUndefined()
    expect(against({ status: 'killed' }, true)).toMatch(/killed/)
    expect(against({ embargoUntil: AT + 1 }, true)).toMatch(/embargo/)
    expect(against({ embargoUntil: AT })).toBeUndefined()
  })
})

test('[PS8] an embargo that was moved back takes a schedule along and is no objection to it', () => {
  const { story, frozen, factRecords } = aCopy()
  const copy = { publicationId: 'p', target: 'Site', dueAt: AT, ...frozen }
  const outlook = (embargoUntil: number | null) =>
    outlookOf(copy, standing(story, factRecords, { embargoUntil }))
  expect(outlook(null)).toMatchObject({ at: AT, objection: undefined })
  expect(outlook(AT - 1)).toMatchObject({ at: AT, objection: undefined })
  expect(outlook(AT + 1)).toMatchObject({ at: AT + 1, objection: undefined })
})
