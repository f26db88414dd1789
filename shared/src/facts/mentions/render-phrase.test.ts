import { describe, expect, test } from 'vitest'
import type { Language } from '../../story/meta-doc.ts'
import { aStory } from '../../testing/story-builder.ts'
import { renderMention } from './render-mention.ts'

const days = (start: string, end?: string) =>
  ({ start, ...(end && { end }), precision: 'day', tz: 'Asia/Kabul' }) as const

const { story } = aStory()
  .withFact('nor', 'party', { fields: { name: 'Norland' } })
  .withFact('sud', 'party', { fields: { name: 'Sudland' } })
  .withFact('oslo', 'place', { fields: { name: 'Oslo' } })
  .withFact('kabul', 'place', { fields: { name: 'کابل' } })
  .withFact('round', 'round', {
    fields: { ordinal: 2, place: 'oslo', dates: days('2025-10-25', '2025-10-30') },
  })
  .withFact('unnumbered', 'round', { fields: { place: 'oslo' } })
  .withFact('late', 'round', { fields: { ordinal: 22 } })
  .withFact('deal', 'agreement', {
    fields: { kind: 'ceasefire', place: 'oslo', signedOn: days('2025-10-18', '2025-10-19') },
  })
  .withFact('hope', 'agreement', { fields: { kind: 'truce' } })
  .withFact('watch', 'mechanism', { fields: { name: 'the watch', status: 'stalled' } })
  .withFact('next', 'meeting', {
    fields: { place: 'oslo', date: days('2025-11-06'), certainty: 'likely' },
  })
  .withFact('later', 'meeting', { fields: { place: 'kabul', date: days('2025-11-06') } })
  .withFact('said', 'statement', { fields: { words: 'We go on.', speaker: 'nor' } })
  .withFact('asked', 'statement', { fields: { words: 'Do we go on?', speaker: 'nor' } })
  .withFact('told', 'statement', {
    fields: { words: 'it would go on.', speaker: 'nor', kind: 'paraphrase' },
  })
  .withFact('loose', 'statement', { fields: { words: 'Nobody said this.' } })
  .withFact('islands', 'issue', {
    fields: {
      positions: [
        { id: 'a', party: 'nor', statement: 'the islands are open.' },
        { id: 'b', party: 'sud', statement: 'they are not' },
        { id: 'c', party: 'gone', statement: 'nothing' },
      ],
    },
  })
  .withFact('toll', 'figure', {
    fields: { what: 'people', min: 12, claimedBy: 'nor', confirmedBy: ['sud', 'nor'] },
  })
  .withFact('guess', 'figure', { fields: { what: 'boats', min: 3, max: 5 } })
  .withFact('ann', 'person', {
    fields: {
      name: 'Ann Berg',
      roles: [
        { id: 'a', title: 'envoy', organisation: 'Norland', from: days('2019-01-01') },
        { id: 'b', title: 'minister', from: days('2024-01-01') },
        { id: 'c', title: 'mayor', from: days('2025-01-01'), to: days('2025-02-01') },
      ],
    },
  })
  .withFact('ole', 'person', {
    fields: {
      name: 'Ole Dahl',
      roles: [{ id: 'a', title: 'envoy', organisation: 'Sudland', to: days('2019-01-01') }],
    },
  })

const phrase = (factId: string, language: Language = 'en', field = 'phrase') =>
  renderMention({ factId, field, format: 'plain' }, { language, fact: (id) => story.facts.get(id) })

describe('phrases', () => {
  test.each([
    ['round', 'the second round, in Oslo on October 25–30'],
    ['late', 'the 22nd round'],
    ['deal', 'the ceasefire agreed in Oslo on October 18–19'],
    ['watch', 'the watch has stalled'],
    ['next', 'a meeting is likely to be held in Oslo on November 6'],
    ['said', '“We go on,” Norland said'],
    ['asked', '“Do we go on?” Norland said'],
    ['told', 'it would go on, Norland said'],
    ['islands', 'Norland says the islands are open; Sudland says they are not'],
    ['toll', 'at least 12 people, according to Norland and Sudland'],
    ['guess', 'between 3 and 5 boats'],
    ['ann', 'Ann Berg, minister'],
    ['ole', 'Ole Dahl, former Sudland envoy'],
  ])('[M6] %s reads %s', (id, words) => {
    expect(phrase(id)).toBe(words)
  })

  test('[M6] no phrase without what it cannot do without', () => {
    for (const id of ['unnumbered', 'hope', 'loose', 'nor', 'oslo', 'gone']) {
      expect(phrase(id)).toBeUndefined()
    }
  })

  test('[M6] in Dari and Pashto with their own calendar and digits', () => {
    expect(phrase('later', 'prs')).toBe('قرار است نشستی در کابل در ۱۵ عقرب برگزار شود')
    expect(phrase('later', 'ps')).toMatch(/^ټاکل شوې غونډه په کابل کې د .*۱۵.* وشي$/u)
    expect(phrase('toll', 'prs')).toBe('دست‌کم ۱۲ people، به گفتهٔ Norland و Sudland')
  })

  test('[M6] a person’s role is the one that has not ended', () => {
    expect(phrase('ann', 'en', 'roles')).toBe('minister')
    expect(phrase('ole', 'prs', 'roles')).toBe('envoy پیشین Sudland')
  })
})
