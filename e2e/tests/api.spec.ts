import { expect, test } from '../fixtures/newsroom.ts'

/** What the README shows with curl, step by step: no browser, no client of ours. */
test('a program signs in, imports, reads facts with hashes, approves and exports', async ({
  program,
}) => {
  const [ann, eve] = [await program('ann'), await program('eve')]

  const imported = await ann.ask<{
    id: string
    proposedFacts: { type: string; span: { text: string } }[]
  }>('POST', '/api/stories/import', {
    text: `Ferry pact talks to resume in Geneva

Norland and Sudland will meet again in Geneva on March 14 to settle how the ferry agreement is to be carried out.

The first round, held in Oslo from March 2 to March 5, was mediated by Norway and Switzerland.`,
    publishedAt: '2026-03-06',
    accept: 'all',
    publisher: 'Coast Wire',
  })
  expect(imported.status).toBe(201)
  expect(imported.body.proposedFacts.map(({ span }) => span.text).join('|')).toContain('March 14')

  const path = `/api/stories/${imported.body.id}`
  const { body } = await ann.ask<{
    facts: { id: string; hash: string; status: string; type: string }[]
  }>('GET', `${path}/facts`)
  expect(body.facts.length).toBeGreaterThan(2)

  expect((await ann.ask('GET', `${path}/export?format=html`)).status).toBe(409)
  for (const { id, hash } of body.facts) {
    const approval = { hash, decision: 'approve' }
    const refused = await ann.ask('POST', `${path}/facts/${id}/approval`, approval)
    expect(refused.status, 'a reporter may not approve').toBe(403)
    const done = await eve.ask('POST', `${path}/facts/${id}/approval`, approval)
    expect(done.status, JSON.stringify(done.body)).toBe(200)
  }

  const html = await ann.ask<{ text: string }>('GET', `${path}/export?format=html`)
  expect(html.status).toBe(200)
  expect(html.body.text).toContain('Ferry pact talks to resume in Geneva')
  const jsonld = await ann.ask('GET', `${path}/export?format=jsonld`)
  expect(jsonld.body).toMatchObject({ '@type': 'NewsArticle' })
  const frozen = await ann.ask('GET', `${path}/export?format=json`)
  expect(frozen.status).toBe(200)
})

test('the API describes itself, and answers what it does not know with a problem', async ({
  program,
}) => {
  const ann = await program('ann')
  const { body } = await ann.ask<{ openapi: string; paths: Record<string, unknown> }>(
    'GET',
    '/api/openapi.json',
  )
  expect(body.openapi).toMatch(/^3\.1/)
  for (const path of [
    '/api/auth/sign-in/email',
    '/api/stories',
    '/api/stories/{id}',
    '/api/stories/import',
    '/api/stories/{id}/facts',
    '/api/stories/{id}/facts/{factId}/approval',
    '/api/stories/{id}/export',
    '/api/stories/{id}/publications',
    '/api/stories/{id}/versions',
    '/api/stories/{id}/at',
  ]) {
    expect(Object.keys(body.paths)).toContain(path)
  }
  expect(await ann.ask('GET', '/api/stories/nowhere')).toMatchObject({
    status: 404,
    body: { status: 404, detail: expect.stringMatching(/story/i) },
  })
})
