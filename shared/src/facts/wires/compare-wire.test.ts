import { describe, expect, test } from 'vitest'
import { factIdSchema } from '../../ids.ts'
import { aSource, aStory, id } from '../../testing/story-builder.ts'
import type { DateValue } from '../dates/date-value.ts'
import { proposeFacts } from '../extract/propose-facts.ts'
import { compareWire } from './compare-wire.ts'
import { datesAgree } from './date-agreement.ts'
import { takeClaim } from './take-claim.ts'
import type { Wire, WireClaim } from './wire.ts'

const day = (start: string, end?: string): DateValue => ({
  start,
  ...(end !== undefined && { end }),
  precision: 'day',
  tz: 'UTC',
})

/** The ferry talks as the story knows them. */
const talks = () =>
  aStory()
    .withFact('norland', 'party', { label: 'Norland', fields: { name: 'Norland' } })
    .withFact('sudland', 'party', { label: 'Sudland', fields: { name: 'Sudland' } })
    .withFact('geneva', 'place', { label: 'Geneva', fields: { name: 'Geneva' } })
    .withFact('oslo', 'place', { label: 'Oslo', fields: { name: 'Oslo' } })
    .withFact('norway', 'mediator', { label: 'Norway', fields: { name: 'Norway' } })
    .withFact('first', 'round', {
      label: 'First round of talks in Oslo',
      fields: { ordinal: 1, dates: day('2026-10-25', '2026-10-30'), place: id('oslo') },
      sources: [aSource()],
    })
    .withFact('next', 'meeting', {
      label: 'Next meeting in Geneva',
      fields: { date: day('2027-03-14'), place: id('geneva') },
      sources: [aSource()],
    })
    .build()

function claimsOf(text: string): WireClaim[] {
  let minted = 0
  return proposeFacts(
    {
      blocks: [{ textField: 'body', block: 0, text }],
      language: 'en',
      reference: { date: '2026-11-06', tz: 'UTC' },
    },
    () => factIdSchema.parse(`w${(minted += 1)}`),
  ).map((proposal) => ({ proposal, sentence: text }))
}

function verdicts(text: string, story = talks()): string[] {
  return compareWire(claimsOf(text), story.facts.list(), () => false).map(
    ({ verdict, fact, differs, claim }) =>
      [verdict, fact?.id ?? claim.proposal.type, ...differs].join(' '),
  )
}

describe('[L1] [L3] a wire beside the story', () => {
  test.for([
    ['Norland and Sudland will meet again in Geneva on March 14, 2027.', ['confirms next']],
    ['Norland and Sudland will meet again in Geneva on March 16, 2027.', ['contradicts next date']],
    [
      'Norland and Sudland held the first round of talks in Oslo from October 25 to October 31, 2026.',
      ['contradicts first dates'],
    ],
    [
      'Norland and Sudland held the first round of talks in Oslo from October 25 to October 30, 2026.',
      ['confirms first'],
    ],
    ['Norland and Sudland signed a truce in Oslo on November 2, 2026.', ['new agreement']],
  ] as const)('%s', ([text, expected]) => {
    expect(verdicts(text)).toEqual(expected)
  })

  test('what was retracted is not the story’s any more', () => {
    const text = 'Norland and Sudland will meet again in Geneva on March 14, 2027.'
    const found = compareWire(claimsOf(text), talks().facts.list(), (one) => one === 'next')
    expect(found.map(({ verdict }) => verdict)).toEqual(['new'])
  })
})

test.for([
  [day('2026-10-25', '2026-10-30'), day('2026-10-25', '2026-10-30'), 'same'],
  [day('2026-10-25', '2026-10-31'), day('2026-10-25', '2026-10-30'), 'differs'],
  [day('2026-10-26'), day('2026-10-25', '2026-10-30'), 'fits'],
  [day('2026-10-25', '2026-10-30'), day('2026-10-26'), 'differs'],
  [{ ...day('2026-10-01'), precision: 'month' }, day('2026-10-25'), 'fits'],
  [{ ...day('2026-11-01'), precision: 'month' }, day('2026-10-25'), 'differs'],
  [day('2026-10-25'), { ...day('2026-01-01'), precision: 'year' }, 'fits'],
  [{ ...day('2026-10-27'), precision: 'approx' }, day('2026-10-25'), 'fits'],
  [{ ...day('2026-11-07'), precision: 'approx' }, day('2026-10-25'), 'differs'],
] as const)('[L2] %j beside %j: %s', ([theirs, ours, expected]) => {
  expect(datesAgree(theirs, ours)).toBe(expected)
})

describe('[L4] taking a claim', () => {
  const taking = {
    by: 'ann',
    at: 7,
    sourceOf: ({ sentence }: WireClaim) =>
      aSource({ id: 'from-wire', publisher: 'Coast Wire', excerpt: sentence }),
  }
  const laid = (text: string, story = talks()) => {
    const claims = claimsOf(text)
    story.wires.add('w', { headline: 'A wire', by: 'ann', at: 1 }, claims, 'test')
    const wire = story.wires.list()[0] as Wire
    const found = compareWire(wire.claims, story.facts.list(), () => false)
    return { story, wire, found }
  }

  test('what contradicts: the fields that differ, and the wire as a source; nothing before that', () => {
    const { story, wire, found } = laid(
      'Norland and Sudland will meet again in Geneva on March 16, 2027.',
    )
    expect(story.facts.get('next')?.fields['date']).toMatchObject({ start: '2027-03-14' })
    const [finding] = found.filter(({ verdict }) => verdict === 'contradicts')
    expect(finding).toBeDefined()
    if (!finding) return
    expect(takeClaim(story, wire, finding, taking, 'test')).toBe('next')
    const next = story.facts.get('next')
    expect(next?.fields['date']).toMatchObject({ start: '2027-03-16' })
    expect(next?.fields['place']).toBe('geneva')
    expect(next?.sources.map(({ publisher }) => publisher)).toEqual(['Coast Wire', 'A wire'])
    expect(story.wires.list()[0]?.decided.get(finding.claim.proposal.id)).toEqual({
      act: 'taken',
      by: 'ann',
      at: 7,
    })
  })

  test('what is new: a fact that points at the facts that are there, and brings what is not', () => {
    const text = 'Norland and Estmark signed a truce in Oslo on November 2, 2026.'
    const { story, wire, found } = laid(text)
    const finding = found.find(({ claim }) => claim.proposal.type === 'agreement')
    if (!finding) throw new Error('no agreement was found')
    const made = takeClaim(story, wire, finding, taking, 'test')
    expect(story.facts.get(String(made))?.fields['place']).toBe('oslo')
    const names = story.facts.list().map(({ label }) => label)
    expect(names.filter((name) => name === 'Norland' || name === 'Oslo')).toHaveLength(2)
  })

  test('a fact that somebody deleted meanwhile is not made again', () => {
    const { story, wire, found } = laid(
      'Norland and Sudland will meet again in Geneva on March 16, 2027.',
    )
    story.facts.remove('next', 'test')
    const finding = found.find(({ verdict }) => verdict === 'contradicts')
    if (!finding) throw new Error('nothing contradicts')
    expect(takeClaim(story, wire, finding, taking, 'test')).toBeUndefined()
    expect(story.facts.get('next')).toBeUndefined()
  })
})
