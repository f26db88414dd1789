import { heldListSchema, restoredSchema, storyAtSchema } from '@dateline/shared/api/contracts'
import { storyIdSchema, type StoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { fieldText } from '@dateline/shared/story/story-text'
import { appendParagraph } from '@dateline/shared/testing/story-builder'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { startTestServer, type TestPerson, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let rita: TestPerson
let ben: TestPerson
let eve: TestPerson
let storyId: StoryId

beforeAll(async () => {
  server = await startTestServer()
  rita = await server.signIn('reporter', 'rita')
  ben = await server.signIn('reporter', 'ben')
  eve = await server.signIn('editor', 'eve')
})
afterAll(() => server.close())
beforeEach(async () => {
  const made = await rita.post('/api/stories', { headline: 'Talks go on' })
  storyId = storyIdSchema.parse(((await made.json()) as { id: string }).id)
  await write(rita, (story) => appendParagraph(story.text('body'), ['One of many.']))
})

const write = (by: TestPerson, change: (story: StoryDoc) => void) =>
  server.deps.live.write(storyId, by.account.id, (doc) => change(new StoryDoc(doc)))
const words = () => server.deps.live.read(storyId, (doc) => fieldText(new StoryDoc(doc), 'body'))

/** Rita's deletion of the body, held back. @returns its id */
async function aHeldDeletion(): Promise<string> {
  const update = await server.deps.live.read(storyId, (doc) => {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    const before = Y.encodeStateVector(copy)
    const body = new StoryDoc(copy).text('body')
    body.delete(0, body.length)
    return Y.encodeStateAsUpdate(copy, before)
  })
  const size = { deleted: 12, total: 20 }
  await server.deps.held.hold(storyId, { by: rita.account.id, update, ...size }, 5)
  const [held] = await server.deps.held.open(storyId)
  expect(held).toMatchObject({ by: rita.account.id, at: 5, ...size })
  return held?.id ?? ''
}
const decide = (by: TestPerson, id: string, decision: string) =>
  by.post(`/api/stories/${storyId}/held/${id}`, { decision })

test('[H3] who comes back with the same deletion does not add another', async () => {
  const id = await aHeldDeletion()
  expect(await aHeldDeletion()).toBe(id)
  const answer = await ben.get(`/api/stories/${storyId}/held`)
  expect(heldListSchema.parse(await answer.json()).held).toHaveLength(1)
})

test('[H4] its author or an editor decides, once; nobody else', async () => {
  const id = await aHeldDeletion()
  expect((await decide(ben, id, 'apply')).status).toBe(403)
  expect((await decide(rita, id, 'sure')).status).toBe(400)
  expect((await decide(rita, id, 'dismiss')).status).toBe(200)
  expect(await words()).toBe('One of many.')
  expect((await decide(eve, id, 'apply')).status).toBe(409)
})

test('[H4] carried out it is its author’s own deletion, with an audit row', async () => {
  const id = await aHeldDeletion()
  const answer = await decide(eve, id, 'apply')
  expect(heldListSchema.parse(await answer.json())).toEqual({ held: [] })
  expect(await words()).toBe('')
  const audit = await server.deps.audit.ofStory(storyId)
  expect(audit.map(({ action }) => action)).toEqual([
    'story.create',
    'story.hold',
    'story.hold.apply',
  ])
})

test('[H5] [H6] a moment says whose words they are, and comes back as one more edit', async () => {
  const now = Date.now()
  await vi.waitUntil(() => Date.now() > now, { interval: 1 })
  const time = new Date(now).toISOString()
  await write(ben, (story) => {
    story.text('body').delete(0, story.text('body').length)
    appendParagraph(story.text('body'), ['Other words.'])
  })
  const later = new Date().toISOString()
  const at = await eve.get(`/api/stories/${storyId}/at?time=${encodeURIComponent(later)}`)
  expect(storyAtSchema.parse(await at.json())).toMatchObject({
    body: [{ runs: [{ text: 'Other words.', by: ben.account.id }] }],
    isWhole: true,
  })
  const restored = await rita.post(`/api/stories/${storyId}/restore`, { time })
  expect(restoredSchema.parse(await restored.json()).fields).toEqual(['body'])
  expect(await words()).toBe('One of many.')
  const vic = await server.signIn('viewer', 'vic')
  expect((await vic.post(`/api/stories/${storyId}/restore`, { time })).status).toBe(403)
  expect((await rita.post(`/api/stories/${storyId}/restore`, { time: 'noon' })).status).toBe(400)
})
