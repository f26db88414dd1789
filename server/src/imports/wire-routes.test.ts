import { importedSchema } from '@dateline/shared/api/contracts'
import { wireListSchema, wireSchema } from '@dateline/shared/api/wire-contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestPerson, type TestServer } from '../testing/test-server.ts'

const STORY = `Ferry talks to resume in Geneva

Norland and Sudland will meet again in Geneva on March 14, 2027.`
const WIRE = `Ferry talks are put off

Norland and Sudland will meet again in Geneva on March 16, 2027, and not two days earlier.

Norland and Sudland signed a truce in Oslo on November 2, 2026.`
const publishedAt = '2026-11-06'

let server: TestServer
let reporter: TestPerson
beforeAll(async () => {
  server = await startTestServer()
  reporter = await server.signIn('reporter')
})
afterAll(() => server.close())

async function aRunningStory(): Promise<string> {
  const body = { text: STORY, publishedAt, accept: 'all' }
  return importedSchema.parse(await (await reporter.post('/api/stories/import', body)).json()).id
}
const lay = (id: string, body: unknown, who = reporter) =>
  who.post(`/api/stories/${id}/wires`, body)
const wiresOf = async (id: string, who = reporter) =>
  wireListSchema.parse(await (await who.get(`/api/stories/${id}/wires`)).json()).wires

describe('[L3] [L4] a wire laid beside a running story', () => {
  test('is answered claim by claim, changes no fact and no word, and keeps none of its text', async () => {
    const id = await aRunningStory()
    const before: unknown = await (await reporter.get(`/api/stories/${id}/facts`)).json()
    const answer = await lay(id, { text: WIRE, publishedAt, publisher: 'Coast Wire' })
    expect(answer.status).toBe(201)
    const wire = wireSchema.parse(await answer.json())
    expect(wire.head).toMatchObject({
      headline: 'Ferry talks are put off',
      publisher: 'Coast Wire',
    })
    const [first, second] = wire.findings
    expect(first).toMatchObject({ verdict: 'contradicts', differs: ['date'] })
    expect(first?.sentence).toContain('March 16, 2027')
    expect(second).toMatchObject({ verdict: 'new', factId: null, proposal: { type: 'agreement' } })
    expect(await (await reporter.get(`/api/stories/${id}/facts`)).json()).toEqual(before)
    expect(await wiresOf(id)).toEqual([wire])
    const gone = await reporter.delete(`/api/stories/${id}/wires/${wire.id}`)
    expect(gone.status).toBe(204)
    expect(await wiresOf(id)).toEqual([])
    expect((await reporter.delete(`/api/stories/${id}/wires/${wire.id}`)).status).toBe(404)
  })

  test('what claims nothing is refused in words; a viewer reads and lays none', async () => {
    const id = await aRunningStory()
    const nothing = await lay(id, { text: 'It rained.\n\nThen it stopped.' })
    expect(nothing.status).toBe(422)
    expect(await nothing.json()).toMatchObject({ code: 'nothing-claimed' })
    expect((await lay(id, { text: WIRE, url: 'https://example.org' })).status).toBe(400)
    const viewer = await server.signIn('viewer')
    expect((await lay(id, { text: WIRE }, viewer)).status).toBe(403)
    expect(await wiresOf(id, viewer)).toEqual([])
    expect((await lay('no-such-story', { text: WIRE })).status).toBe(404)
  })
})
