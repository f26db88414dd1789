import type { Fact } from '@dateline/shared/facts/fact'
import type { FactStatus } from '@dateline/shared/facts/status'
import { factIdSchema } from '@dateline/shared/ids'
import { describe, expect, test } from 'vitest'
import { isUnseen, lookOf, type MentionWorld } from './mention-look.ts'

const ID = factIdSchema.parse('talks')
const REF = { factId: ID, field: 'date', format: 'long' }

const meeting = (start: string | undefined): Fact => ({
  id: ID,
  type: 'meeting',
  label: 'Next round',
  fields: start ? { date: { start, precision: 'day', tz: 'Asia/Kabul' } } : {},
  sources: [],
  dependsOn: [],
  sensitivity: 'open',
})

function world(fact: Fact | undefined, more: Partial<MentionWorld> = {}): MentionWorld {
  return {
    language: 'en',
    fact: (id) => (id === ID ? fact : undefined),
    status: () => 'approved',
    approval: () => undefined,
    seen: () => undefined,
    ...more,
  }
}

const approvalOf = (fact: Fact) => () => ({
  kind: 'approve' as const,
  hash: '',
  by: 'eve',
  at: 0,
  note: '',
  frozen: fact,
})

describe('what a mention shows [M1]', () => {
  test('the words of its fact, in its format and the language of the story', () => {
    expect(lookOf(REF, world(meeting('2025-11-06'))).words).toBe('November 6, 2025')
    const dari = world(meeting('2025-11-06'), { language: 'prs' })
    expect(lookOf({ ...REF, format: 'solar_hijri' }, dari).words).toContain('۱۴۰۴')
  })

  test('that its fact was deleted', () => {
    expect(lookOf(REF, world(undefined))).toMatchObject({ tone: 'deleted', words: '' })
  })

  test('its label where the value is still missing', () => {
    expect(lookOf(REF, world(meeting(undefined)))).toMatchObject({
      tone: 'empty',
      words: 'Next round',
    })
  })

  test('what it was when it was approved, if it reads otherwise now', () => {
    const status = (): FactStatus => 'changed'
    const moved = world(meeting('2025-11-07'), {
      status,
      approval: approvalOf(meeting('2025-11-06')),
    })
    expect(lookOf(REF, moved).was).toBe('November 6, 2025')
    const elsewhere = world(meeting('2025-11-07'), {
      status,
      approval: approvalOf(meeting('2025-11-07')),
    })
    expect(lookOf(REF, elsewhere)).toMatchObject({ tone: 'changed', was: null })
  })
})

describe('a changed value glows until somebody has seen it [M3]', () => {
  const seen = () => 'November 6, 2025'

  test('not while it reads as it did', () => {
    expect(isUnseen(REF, world(meeting('2025-11-06'), { seen }))).toBe(false)
  })

  test('when it changed, in whatever short form it stands', () => {
    const moved = world(meeting('2026-11-06'), { seen })
    expect(lookOf({ ...REF, format: 'day' }, moved)).toMatchObject({
      words: 'November 6',
      glows: true,
    })
  })

  test('when its value went away', () => {
    expect(isUnseen(REF, world(meeting(undefined), { seen }))).toBe(true)
  })

  test('not because the story changed its language', () => {
    expect(isUnseen(REF, world(meeting('2025-11-06'), { seen, language: 'ps' }))).toBe(false)
  })
})
