import { copiesSchema, foundFactsSchema } from '@dateline/shared/api/contracts'
import { storyIdSchema, type StoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { aSource, id } from '@dateline/shared/testing/story-builder'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestPerson, type TestServer } from '../testing/test-server.ts'
import { until } from '../testing/until.ts'

let server: TestServer
let rita: TestPerson
let rob: TestPerson
let eve: TestPerson
beforeAll(async () => {
  server = await startTestServer()
  rita = await server.signIn('reporter', 'rita')
  rob = await server.signIn('reporter', 'rob')
  eve = await server.signIn('editor', 'eve')
})
afterAll(() => server.close())

async function newStory(headline: string): Promise<StoryId> {
  const answer = await rita.post('/api/stories', { headline })
  return storyIdSchema.parse(((await answer.json()) as { id: string }).id)
}
const write = (storyId: StoryId, change: (story: StoryDoc) => void) =>
  server.deps.live.write(storyId, rita.account.id, (doc) => change(new StoryDoc(doc)))
const facts = (storyId: StoryId) =>
  server.deps.live.read(storyId, (doc) => structuredClone(new StoryDoc(doc).facts.list()))
const find = async (by: TestPerson, q: string, except?: string) => {
  const search = new URLSearchParams({ q, ...(except && { except }) })
  return foundFactsSchema.parse(await (await by.get(`/api/facts?${search.toString()}`)).json())
    .facts
}
const copiesOf = async (by: TestPerson, storyId: StoryId) =>
  copiesSchema.parse(await (await by.get(`/api/stories/${storyId}/copies`)).json())

test('[R1][R2][R3] found, copied with what it rests on, marked when the original moves on, taken over', async () => {
  const [ferry, port] = [await newStory('Ferry talks'), await newStory('Port strike')]
  await write(ferry, (story) => {
    story.facts.create(
      { id: id('oslo'), type: 'place', label: 'Oslo', fields: { name: 'Oslo' } },
      't',
    )
    story.facts.create(
      {
        id: id('round'),
        type: 'round',
        label: 'Second round',
        fields: { place: id('oslo'), title: 'Of the fjord' },
        sources: [aSource({ restricted: 'handle', kind: 'anonymous', descriptor: 'a pilot' })],
      },
      't',
    )
  })
  await write(port, (story) => {
    story.facts.create(
      { id: id('here'), type: 'place', label: 'Oslo', fields: { name: 'Oslo' } },
      't',
    )
  })
  await until(async () => expect(await find(rob, 'FJORD')).toHaveLength(1))
  const [found] = await find(rob, 'second fjord', port)
  expect(found).toMatchObject({ factId: 'round', story: { headline: 'Ferry talks' } })
  expect(await find(rob, 'fjord', ferry)).toEqual([])

  const at = `/api/stories/${port}/copies`
  const asked = { story: ferry, fact: 'round' }
  const made = await rob.post(at, asked)
  expect(made.status).toBe(201)
  const { factId } = (await made.json()) as { factId: string }
  expect((await rob.post(at, asked)).status).toBe(409)
  expect((await rob.post(`/api/stories/${ferry}/copies`, asked)).status).toBe(422)
  const copy = (await facts(port)).find((fact) => fact.id === factId)
  expect(copy).toMatchObject({
    label: 'Second round',
    fields: { place: 'here', title: 'Of the fjord' }, // the place this story has already
    copiedFrom: { story: ferry, fact: 'round' },
  })
  expect(copy?.sources[0]?.restricted).toBeUndefined()
  expect((await copiesOf(rob, port)).copies).toMatchObject([{ factId, movedOn: false }])

  await until(async () => {
    expect((await copiesOf(rita, ferry)).usedIn).toMatchObject([
      { factId: 'round', story: { headline: 'Port strike' } },
    ])
  })
  await write(ferry, (story) => story.facts.setField('round', 'title', 'Of the sound', 't'))
  const { copies } = await copiesOf(rob, port)
  expect(copies[0]).toMatchObject({
    movedOn: true,
    original: { fields: { title: 'Of the sound', place: 'here' } },
  })
  const update = (hash: string | null | undefined) => rob.post(`${at}/${factId}/update`, { hash })
  expect((await update('0'.repeat(64))).status).toBe(409)
  expect((await update(copies[0]?.hash)).status).toBe(200)
  const updated = (await facts(port)).find((fact) => fact.id === factId)
  expect(updated?.fields['title']).toBe('Of the sound')
  expect((await copiesOf(rob, port)).copies[0]?.movedOn).toBe(false)
})

test('[R1][P3] of a story that is its team’s nobody else finds, copies or learns anything', async () => {
  const [closed, open] = [await newStory('Closed'), await newStory('Open')]
  await write(closed, (story) => {
    story.facts.create({ id: id('x'), type: 'place', label: 'Hidden cove' }, 't')
  })
  const made = await rita.post(`/api/stories/${open}/copies`, { story: closed, fact: 'x' })
  expect(made.status).toBe(201)
  await until(async () => expect(await find(rob, 'cove')).toHaveLength(2))
  expect((await eve.patch(`/api/stories/${closed}`, { access: 'team', team: [] })).status).toBe(200)

  expect((await find(rob, 'cove')).map(({ story }) => story.headline)).toEqual(['Open'])
  const [copy] = (await copiesOf(rob, open)).copies
  expect(copy).toEqual({
    factId: copy?.factId,
    story: null,
    hash: null,
    movedOn: false,
    original: null,
  })
  const again = await newStory('Third')
  expect(
    (await rob.post(`/api/stories/${again}/copies`, { story: closed, fact: 'x' })).status,
  ).toBe(404)
  const path = `/api/stories/${open}/copies/${copy?.factId}/update`
  expect((await rob.post(path, { hash: '0'.repeat(64) })).status).toBe(404)
  expect((await copiesOf(rita, open)).copies[0]?.story?.headline).toBe('Closed')
})
