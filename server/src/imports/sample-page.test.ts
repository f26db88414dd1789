import { readFileSync } from 'node:fs'
import type { DateValue } from '@dateline/shared/facts/dates/date-value'
import { agreesAsStated } from '@dateline/shared/facts/dates/parse-date'
import { renderDate } from '@dateline/shared/facts/dates/render-date'
import { acceptProposals } from '@dateline/shared/facts/extract/accept-proposals'
import { putProposals } from '@dateline/shared/facts/extract/anchors'
import { importSource } from '@dateline/shared/facts/extract/import-source'
import type { Proposal } from '@dateline/shared/facts/extract/proposal'
import { factStatus } from '@dateline/shared/facts/status'
import { seedStory } from '@dateline/shared/story/seed-story'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { bodyJson } from './body-json.ts'
import { proposeForStory } from './propose-for-story.ts'
import { readImport } from './read-import.ts'

const page = process.env['DATELINE_SAMPLE_PAGE']

/** The page stays where it is: it is somebody else's text, so none of its sentences is in here. */
describe.skipIf(!page)('the sample page (DATELINE_SAMPLE_PAGE; skipped without it)', () => {
  const { story, proposals } = page ? importPage(page) : { story: undefined, proposals: [] }
  const of = (type: string): Proposal[] => proposals.filter((one) => one.type === type)
  const names = (type: string) => of(type).map(({ fields, label }) => fields['name'] ?? label)
  const labelOf = (id: unknown) => proposals.find((one) => one.id === id)?.label
  const days = (value: unknown) => renderDate(value as DateValue, 'long', 'en')

  test('[E1] who talks and who mediates', () => {
    expect(names('party')).toEqual(['Taliban', 'Pakistan'])
    expect(names('mediator')).toEqual(['Turkey', 'Qatar'])
    expect(names('place')).toEqual(['Istanbul', 'Doha'])
  })

  test('[E4] rounds in Doha and Istanbul, and the next meeting in both calendars', () => {
    const rounds = of('round').map(
      ({ fields }) => `${labelOf(fields['place'])}: ${days(fields['dates'])}`,
    )
    expect(rounds.toSorted()).toEqual([
      'Doha: October 18–19, 2025',
      'Istanbul: October 25–30, 2025',
    ])
    const [meeting] = of('meeting')
    const date = meeting?.fields['date'] as DateValue
    expect(days(date)).toBe('November 6, 2025')
    expect(renderDate(date, 'solar_hijri', 'en')).toBe('15 Aqrab 1404')
    expect(agreesAsStated(date)).toBe(true)
    expect(labelOf(meeting?.fields['place'])).toBe('Istanbul')
  })

  test('[E4] what was agreed, who watches over it, what is argued over', () => {
    expect(of('agreement').map(({ fields }) => [fields['kind'], days(fields['signedOn'])])).toEqual(
      [['ceasefire', 'October 18–19, 2025']],
    )
    expect(of('mechanism').map(({ fields }) => [fields['name'], fields['status']])).toEqual([
      ['monitoring and verification mechanism', 'agreed'],
    ])
    const issues = of('issue').map(({ label }) => label)
    expect(issues).toHaveLength(2)
    expect(issues[0]).toMatch(/ISIS and Tehrik-i-Taliban Pakistan/)
    expect(issues[1]).toBe('Drone attacks by Pakistan')
  })

  test('[E5] the spokesman with his role and his statements', () => {
    expect(of('person').map(({ fields }) => [fields['name'], fields['roles']])).toMatchObject([
      ['Zabihullah Mujahid', [{ title: 'spokesman', organisation: 'Taliban' }]],
    ])
    const [mujahid] = of('person')
    const his = of('statement').filter(({ fields }) => fields['speaker'] === mujahid?.id)
    expect(his).toHaveLength(2)
    expect(of('party')[0]?.fields['spokespersons']).toEqual([mujahid?.id])
  })

  test('[E6] who is not named needs a source, who speaks jointly is named', () => {
    const statements = of('statement')
    const anonymous = statements.flatMap(({ source }) => (source ? [source.descriptor] : []))
    expect(anonymous).toEqual([
      'Experts',
      'informed sources',
      'One of the senior Taliban officials',
    ])
    const quotes = statements.filter(({ fields }) => fields['kind'] === 'quote')
    expect(quotes.map(({ fields }) => labelOf(fields['speaker']))).toEqual(['Turkey'])
    expect(quotes[0]?.fields['channel']).toBe('joint statement with Qatar')
    if (!story) return
    const source = importSource({ publisher: 'A site', language: 'en', userId: 'u', at: 0 })
    acceptProposals(story, 'all', source, 'test')
    const needy = story.facts.list().filter((fact) => factStatus(fact, {}) === 'needs_source')
    expect(needy).toHaveLength(anonymous.length)
    expect(new Set(needy.map(({ type }) => type))).toEqual(new Set(['statement']))
  })
})

function importPage(path: string): { story: StoryDoc; proposals: Proposal[] } {
  const article = readImport({ text: readFileSync(path, 'utf8'), accept: 'none' }, undefined)
  const body = bodyJson(article.blocks)
  const doc = new Y.Doc()
  seedStory(doc, {
    ...(article.headline !== undefined && { headline: article.headline }),
    ...(body && { body }),
    meta: { language: 'en' },
  })
  const story = new StoryDoc(doc)
  const proposals = proposeForStory(story, { date: '2025-10-31', tz: 'Asia/Kabul' })
  putProposals(story, proposals, 'test')
  return { story, proposals }
}
