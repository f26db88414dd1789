import { storySummarySchema, type StorySummary } from '@dateline/shared/api/contracts'
import { describe, expect, test } from 'vitest'
import { applyDeskEvent, rings } from './desk-feed.ts'
import { countFilters, filterStories, NO_FILTERS, sortStories } from './desk-list.ts'

const aCard = (id: string, more: Partial<StorySummary> = {}): StorySummary => ({
  ...storySummarySchema.parse({
    id,
    slug: id,
    headline: '',
    language: 'en',
    status: 'draft',
    words: 0,
    targetWords: null,
    facts: { approved: 0, open: 0, atRisk: 0 },
    proposals: 0,
    people: [],
    assignee: null,
    deadline: null,
    embargoUntil: null,
    reviewDueAt: null,
    schedule: null,
    legal: 'not_needed',
    access: 'newsroom',
    createdBy: 'somebody',
    createdAt: 0,
    updatedAt: 0,
  }),
  ...more,
})
const ids = (stories: readonly StorySummary[]) => stories.map(({ id }) => String(id))

describe('order', () => {
  test('nearest deadline first, then the latest change', () => {
    const stories = [
      aCard('old', { updatedAt: 1 }),
      aCard('late', { deadline: 200 }),
      aCard('new', { updatedAt: 2 }),
      aCard('soon', { deadline: 100 }),
    ]
    expect(ids(sortStories(stories))).toEqual(['soon', 'late', 'new', 'old'])
  })
})

describe('filters', () => {
  const stories = [
    aCard('talks', { headline: 'Talks résumé in Zürich', status: 'in_edit', assignee: 'me' }),
    aCard('salang', { language: 'prs', headline: 'راه سالنگ', createdBy: 'me' }),
    aCard('dead', { status: 'killed' }),
  ]
  const shown = (filters: Partial<typeof NO_FILTERS>) =>
    ids(filterStories(stories, { ...NO_FILTERS, ...filters }, 'me'))

  test('a killed story shows only when it is asked for', () => {
    expect(shown({})).toEqual(['talks', 'salang'])
    expect(shown({ statuses: ['killed'] })).toEqual(['dead'])
  })
  test('status and language', () => {
    expect(shown({ statuses: ['in_edit', 'draft'] })).toEqual(['talks', 'salang'])
    expect(shown({ languages: ['prs'] })).toEqual(['salang'])
  })
  test('mine: assigned to me, made by me', () => {
    expect(shown({ mine: true })).toEqual(['talks', 'salang'])
    expect(ids(filterStories(stories, { ...NO_FILTERS, mine: true }, 'you'))).toEqual([])
  })
  test('search finds every word, whatever its accents and case, in any script', () => {
    expect(shown({ text: 'ZURICH talks' })).toEqual(['talks'])
    expect(shown({ text: 'سالنگ' })).toEqual(['salang'])
    expect(shown({ text: 'zurich istanbul' })).toEqual([])
  })
  test('each kind of filter counts once', () => {
    expect(countFilters({ ...NO_FILTERS, mine: true, statuses: ['draft', 'ready'] })).toBe(2)
  })
})

describe('live events', () => {
  test('a new card comes, a known one is replaced in its place, one that is gone goes', () => {
    const [a, b] = [aCard('a'), aCard('b')]
    const changed = aCard('a', { words: 7 })
    expect(applyDeskEvent([a], { kind: 'story', story: b })).toEqual([a, b])
    expect(applyDeskEvent([a, b], { kind: 'story', story: changed })).toEqual([changed, b])
    expect(applyDeskEvent([a, b], { kind: 'gone', id: a.id })).toEqual([b])
  })
})

test('[PS8] what comes to stand against a schedule, or no longer does, rings at once', () => {
  const held = { at: 1, objection: '“Doha” is no longer approved.' }
  const before = [
    aCard('calm', { schedule: { at: 1, objection: null } }),
    aCard('held', { schedule: held }),
  ]
  const event = (id: string, schedule: StorySummary['schedule']) =>
    ({ kind: 'story', story: aCard(id, { schedule }) }) as const
  expect(rings(before, event('calm', held))).toBe(true)
  expect(rings(before, event('held', null))).toBe(true)
  expect(rings(before, event('held', held))).toBe(false)
  expect(rings(before, event('calm', null))).toBe(false)
  expect(rings(undefined, event('new', held))).toBe(true)
  expect(rings(before, { kind: 'gone', id: aCard('held').id })).toBe(false)
})
