import { setTimeout as sleep } from 'node:timers/promises'
import { auditSchema, heldListSchema } from '@dateline/shared/api/contracts'
import { storyIdSchema, type StoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { fieldText } from '@dateline/shared/story/story-text'
import { appendParagraph } from '@dateline/shared/testing/story-builder'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { startTestServer, type TestPerson, type TestServer } from '../testing/test-server.ts'

const PARAGRAPHS = Array.from({ length: 30 }, (_, number) =>
  `Paragraph ${number} `.padEnd(100, `of many${number} `),
)

let server: TestServer
let rita: TestPerson
let ben: TestPerson
let eve: TestPerson
let storyId: StoryId
const leaving: (() => void)[] = []

beforeAll(async () => {
  server = await startTestServer()
  rita = await server.signIn('reporter', 'rita')
  ben = await server.signIn('reporter', 'ben')
  eve = await server.signIn('editor', 'eve')
})
afterAll(() => server.close())
afterEach(() => {
  for (const leave of leaving.splice(0)) leave()
})
beforeEach(async () => {
  const made = await rita.post('/api/stories', { headline: 'Talks go on' })
  storyId = storyIdSchema.parse(((await made.json()) as { id: string }).id)
  await server.deps.live.write(storyId, rita.account.id, (doc) => {
    for (const text of PARAGRAPHS) appendParagraph(body(doc), [text])
  })
})

/** An unmodified y-websocket client; `stubborn` ones know no close code after which to stop. */
async function join(person: TestPerson, stubborn = false) {
  class SignedIn extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { authorization: `Bearer ${person.token}` } })
    }
  }
  const url = `${server.url.replace('http', 'ws')}/sync`
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(url, `story.${storyId}`, doc, {
    WebSocketPolyfill: SignedIn as never,
    disableBc: true,
    maxBackoffTime: 100,
    ...(stubborn && { shouldReconnect: () => true }),
  })
  const closes: number[] = []
  provider.on('connection-close', (event) => event && closes.push(event.code))
  leaving.push(() => provider.destroy())
  await expect.poll(() => provider.synced).toBe(true)
  return { doc, closes, provider }
}
const body = (doc: Y.Doc) => new StoryDoc(doc).text('body')
const words = () => server.deps.live.read(storyId, (doc) => fieldText(new StoryDoc(doc), 'body'))
const count = async () => (await words()).split('\n').filter(Boolean).length
const held = async (by = eve) => {
  const answer = await by.get(`/api/stories/${storyId}/held`)
  return heldListSchema.parse(await answer.json()).held
}
const decide = (by: TestPerson, id: string, decision: string) =>
  by.post(`/api/stories/${storyId}/held/${id}`, { decision })

/** What a script of Ben's takes away: a little more than what will be let in. */
const CUTS = 14
/** It does so paragraph by paragraph. @returns what waits then */
async function scripted(stubborn = false) {
  const client = await join(ben, stubborn)
  for (let cut = 0; cut < CUTS; cut += 1) body(client.doc).delete(0, 1)
  await expect.poll(async () => (await held()).length).toBe(1)
  const [one] = await held()
  if (!one) throw new RangeError('nothing is held')
  return { client, one }
}

describe('a script that empties a story paragraph by paragraph', () => {
  test('[H7] is stopped after a third, and one click puts back what was gone', async () => {
    const { client, one } = await scripted()
    expect(client.closes).toEqual([4412])
    expect(client.provider.shouldConnect).toBe(false)
    expect(one).toMatchObject({ by: ben.account.id })
    expect(one.deleted / one.total).toBeGreaterThan(1 / 3)
    expect(one.gone).toBeGreaterThan(900)
    expect(await count()).toBe(20)
    const reader = await join(rita)
    expect((await decide(eve, one.id, 'dismiss')).status).toBe(200)
    expect((await words()).split('\n').filter(Boolean)).toEqual(
      PARAGRAPHS.map((text) => text.trim()),
    )
    await expect.poll(() => fieldText(new StoryDoc(reader.doc), 'body')).toBe(await words())
    expect(await held()).toEqual([])
    const audit = auditSchema.parse(await (await eve.get(`/api/stories/${storyId}/audit`)).json())
    expect(audit.entries.slice(-2)).toMatchObject([
      { by: ben.account.id, action: 'story.hold', detail: { gone: one.gone } },
      { by: eve.account.id, action: 'story.hold.dismiss', detail: { of: ben.account.id } },
    ])
  })

  test('[H8] waits for a decision over a restart, and so does who is to decide', async () => {
    const { client, one } = await scripted()
    await server.restart()
    expect(await held(ben)).toEqual([one])
    expect(await count()).toBe(20)
    // The device has the deletion still; what is left of it would alone not be held back.
    const again = await join(ben)
    Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(client.doc))
    await expect.poll(() => again.closes).toEqual([4412])
    expect((await held()).map(({ id }) => id)).toEqual([one.id])
    expect((await decide(ben, one.id, 'dismiss')).status).toBe(200)
    expect(await count()).toBe(30)
  })

  test('[H8] that was told no and comes back with it has to ask again', async () => {
    const { client, one } = await scripted()
    await decide(eve, one.id, 'dismiss')
    await server.restart()
    const again = await join(ben)
    const state = Y.encodeStateVector(again.doc)
    Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(client.doc, state))
    await expect.poll(() => again.closes).toEqual([4412])
    expect(await held()).toMatchObject([{ by: ben.account.id }])
    expect(await count()).toBe(30)
  })

  test('[H7] is carried out when a person says so', async () => {
    const { one, client } = await scripted()
    expect((await decide(ben, one.id, 'apply')).status).toBe(200)
    const again = await join(ben)
    Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(client.doc))
    await expect.poll(count).toBe(PARAGRAPHS.length - CUTS + 1) // the first was empty
    expect(await held()).toEqual([])
    expect(again.closes).toEqual([])
  })

  test('[H8] is let in from the answer to the decision on, however slow the database', async () => {
    const { one, client } = await scripted()
    const again = await join(ben)
    const { held: deletions } = server.deps
    const decisions = deletions.decisions.bind(deletions)
    const slow = vi.spyOn(deletions, 'decisions').mockImplementation(async (id) => {
      await sleep(200)
      return decisions(id)
    })
    leaving.push(() => slow.mockRestore())
    expect((await decide(ben, one.id, 'apply')).status).toBe(200)
    Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(client.doc))
    await expect.poll(count).toBe(PARAGRAPHS.length - CUTS + 1)
    expect(again.closes).toEqual([])
  })

  test('[H9] and comes back again and again is told the same, and writes nothing anew', async () => {
    const { client, one } = await scripted(true)
    await expect.poll(() => client.closes.length).toBeGreaterThan(5)
    expect(new Set(client.closes)).toEqual(new Set([4412]))
    expect((await held()).map(({ id }) => id)).toEqual([one.id])
    expect(await count()).toBe(20)
  })
})

test('[H4] two who decide at the same time: one does', async () => {
  const { one } = await scripted()
  const answers = await Promise.all([
    decide(eve, one.id, 'dismiss'),
    decide(ben, one.id, 'dismiss'),
  ])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect(await count()).toBe(30)
})
