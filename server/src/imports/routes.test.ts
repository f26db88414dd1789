import { IMPORT_LIMIT, importedSchema } from '@dateline/shared/api/contracts'
import { proposalSchema, type Proposal } from '@dateline/shared/facts/extract/proposal'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startTestServer, type TestPerson, type TestServer } from '../testing/test-server.ts'

const TEXT = `Sides to meet again in Istanbul

Turkey and Qatar said that the Taliban and Pakistan are scheduled to meet again in Istanbul on November 6 (Aqrab 15).

The meeting follows talks in Istanbul on October 25-30, mediated by Turkey and Qatar, and a ceasefire agreed in Doha on October 18 and 19.

Share this article`
const publishedAt = '2025-10-31T09:00:00Z'

let server: TestServer
let reporter: TestPerson
beforeAll(async () => {
  server = await startTestServer()
  reporter = await server.signIn('reporter')
})
afterAll(() => server.close())

const importing = (body: unknown, who = reporter) => who.post('/api/stories/import', body)
const imported = async (body: unknown) => {
  const answer = await importing(body)
  const json: unknown = await answer.json()
  expect(json, JSON.stringify(json)).toMatchObject({})
  expect(answer.status).toBe(201)
  return importedSchema.parse(json)
}
const left = async (answer: Response) =>
  z.object({ proposals: z.array(proposalSchema) }).parse(await answer.json()).proposals
const factsOf = async (id: string) => {
  const answer = await reporter.get(`/api/stories/${id}/facts`)
  const schema = z.object({
    facts: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        mentions: z.number(),
        status: z.string(),
        fields: z.record(z.string(), z.unknown()),
        sources: z.array(z.record(z.string(), z.unknown())),
      }),
    ),
  })
  return schema.parse(await answer.json()).facts
}
const named = (proposals: readonly Proposal[]) =>
  proposals.map(({ type, label }) => `${type} ${label}`).toSorted()

describe('POST /api/stories/import', () => {
  test('[I8] makes a story of the cleaned text, with what it states as proposals', async () => {
    const story = await imported({ text: TEXT, publishedAt })
    expect(story).toMatchObject({ headline: 'Sides to meet again in Istanbul', language: 'en' })
    expect(story.text).not.toContain('Share')
    expect(story.text).toContain('October 25-30')
    expect(story.proposals).toBe(story.proposedFacts.length)
    expect(named(story.proposedFacts)).toEqual([
      'agreement Ceasefire (Doha)',
      'mediator Qatar',
      'mediator Turkey',
      'meeting Next meeting in Istanbul',
      'party Pakistan',
      'party Taliban',
      'place Doha',
      'place Istanbul',
      'round Talks in Doha',
      'round Talks in Istanbul',
      'statement Turkey and Qatar: the Taliban and Pakistan are scheduled to meet again…',
    ])
    const meeting = story.proposedFacts.find(({ type }) => type === 'meeting')
    expect(meeting?.fields['date']).toMatchObject({
      start: '2025-11-06',
      asStated: { calendar: 'solar_hijri_af', m: 8, d: 15 },
    })
    expect(meeting?.span).toMatchObject({ textField: 'body', block: 0, text: 'November 6' })
    expect(await factsOf(story.id)).toEqual([])
  })

  test('[E7] accept all: facts with sources, mentions in the copy', async () => {
    const story = await imported({ text: TEXT, publishedAt, accept: 'all', publisher: 'A wire' })
    expect(story.proposals).toBe(0)
    expect(story.proposedFacts).toHaveLength(11)
    expect(story.text).toContain('on November 6 (15 Aqrab).')
    expect(story.text).toContain('agreed in Doha on October 18–19.')
    const facts = await factsOf(story.id)
    expect(facts).toHaveLength(11)
    const reported = story.proposedFacts.filter(({ spans }) => spans.every(({ keep }) => keep))
    expect(reported.map(({ type }) => type)).toEqual(['statement', 'round'])
    for (const fact of facts) {
      // What was reported, and the days of an agreement that its talks share, stay words.
      expect(fact.mentions > 0).toBe(!reported.some(({ id }) => id === fact.id))
      expect(fact.status).toBe('in_check')
      expect(fact.sources).toMatchObject([
        { kind: 'wire', publisher: 'A wire', record: 'on', capturedBy: reporter.account.id },
      ])
    }
  })

  test('[I4] HTML brings its own date, byline and publisher', async () => {
    const html = `<html><head><meta property="og:site_name" content="The Daily"><meta name="author" content="Sam Writer">
      <meta property="article:published_time" content="2024-10-31T08:00:00Z"></head>
      <body><article><h1>Truce holds</h1><p>They met in Doha on October 18.</p></article></body></html>`
    const story = await imported({ html, accept: 'all' })
    expect(story).toMatchObject({ headline: 'Truce holds', meta: { byline: 'Sam Writer' } })
    const facts = await factsOf(story.id)
    expect(facts.find(({ type }) => type === 'date')?.fields['date']).toMatchObject({
      start: '2024-10-18',
    })
    expect(facts[0]?.sources[0]).toMatchObject({ publisher: 'The Daily' })
  })

  test('[I4] Dari is recognised, and its dates', async () => {
    const story = await imported({
      text: 'طالبان و پاکستان\n\nنشست در ۱۵ عقرب ۱۴۰۴ برگزار می‌شود و ادامه دارد.',
    })
    expect(story.language).toBe('prs')
    expect(story.proposedFacts[0]?.fields['date']).toMatchObject({ start: '2025-11-06' })
  })
})

describe('refusals', () => {
  test.for([
    [{}, 400, 'bad-body'],
    [{ text: 'a', html: '<p>b</p>' }, 400, 'bad-body'],
    [{ text: 'x'.repeat(IMPORT_LIMIT + 1) }, 400, 'bad-body'],
    [{ text: 'a', publishedAt: 'soon' }, 400, 'bad-body'],
    [{ text: 7 }, 400, 'bad-body'],
    [{ url: 'file:///etc/passwd' }, 400, 'bad-body'],
    [{ text: 'Trending\n\nShare' }, 422, 'nothing-to-import'],
    [{ html: '<script>alert(1)</script>' }, 422, 'nothing-to-import'],
    [{ url: 'http://127.0.0.1/' }, 422, 'private-address'],
    [{ url: 'http://10.0.0.1/' }, 422, 'private-address'],
    [{ url: 'http://169.254.169.254/latest/' }, 422, 'private-address'],
    [{ url: 'http://[::1]/' }, 422, 'private-address'],
    [{ url: 'http://localhost:1/' }, 422, 'private-address'],
  ] as const)('[I5] %o is answered %i %s', async ([body, status, code]) => {
    const answer = await importing(body)
    expect(answer.status).toBe(status)
    const problem = z.object({ code: z.string(), detail: z.string() }).parse(await answer.json())
    expect(problem.code).toBe(code)
    expect(problem.detail.length).toBeGreaterThan(20)
  })

  test('[P1] a viewer imports nothing, and nobody does signed out', async () => {
    expect((await importing({ text: TEXT }, await server.signIn('viewer'))).status).toBe(403)
    const answer = await fetch(`${server.url}/api/stories/import`, { method: 'POST' })
    expect(answer.status).toBe(401)
  })
})

describe('/api/stories/:id/proposals', () => {
  test('[E7] one by one: taken with what it points at, turned down, or all', async () => {
    const { id, proposedFacts } = await imported({ text: TEXT, publishedAt })
    const path = `/api/stories/${id}/proposals`
    const one = (type: string) => proposedFacts.find((proposal) => proposal.type === type)?.id
    const decide = (decision: string, ids: unknown) => reporter.post(path, { decision, ids })
    expect(await left(await reporter.get(path))).toHaveLength(11)

    // The meeting points at its place and at those who announced it.
    expect(await left(await decide('accept', [one('meeting')]))).toHaveLength(7)
    expect(named(await left(await decide('reject', [one('agreement')])))).toEqual([
      'party Pakistan',
      'party Taliban',
      'place Doha',
      'round Talks in Doha',
      'round Talks in Istanbul',
      'statement Turkey and Qatar: the Taliban and Pakistan are scheduled to meet again…',
    ])
    expect(await left(await decide('accept', 'all'))).toEqual([])
    expect(await factsOf(id)).toHaveLength(10)
    const story = await (await reporter.get(`/api/stories/${id}`)).json()
    expect(z.object({ text: z.string() }).parse(story).text).toContain('October 18 and 19')
  })

  test('[E7] two people who accept at once make one fact and one mention each', async () => {
    const { id, text } = await imported({ text: TEXT, publishedAt })
    const accept = () =>
      reporter.post(`/api/stories/${id}/proposals`, { decision: 'accept', ids: 'all' })
    const answers = await Promise.all([accept(), accept(), accept()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await factsOf(id)).toHaveLength(11)
    const story = z.object({ text: z.string() })
    const after = story.parse(await (await reporter.get(`/api/stories/${id}`)).json()).text
    expect(after.split('Istanbul')).toHaveLength(text.split('Istanbul').length)
  })

  test('[P1] is read by a viewer and decided by none', async () => {
    const { id } = await imported({ text: TEXT, publishedAt })
    const viewer = await server.signIn('viewer')
    expect((await viewer.get(`/api/stories/${id}/proposals`)).status).toBe(200)
    const answer = await viewer.post(`/api/stories/${id}/proposals`, {
      decision: 'accept',
      ids: 'all',
    })
    expect(answer.status).toBe(403)
    expect((await reporter.get('/api/stories/nosuch/proposals')).status).toBe(404)
    expect(
      (await reporter.post(`/api/stories/${id}/proposals`, { decision: 'maybe' })).status,
    ).toBe(400)
  })
})
