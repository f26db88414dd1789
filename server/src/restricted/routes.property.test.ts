import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { restrictedListSchema, restrictedSourceSchema } from '@dateline/shared/api/contracts'
import { storyIdSchema } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { appendParagraph, id, mention } from '@dateline/shared/testing/story-builder'
import { fc } from '@fast-check/vitest'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startTestServer, type TestPerson, type TestServer } from '../testing/test-server.ts'

const logged: string[] = []
let server: TestServer
let rita: TestPerson
let rob: TestPerson
let eve: TestPerson
let tom: TestPerson
let ada: TestPerson
beforeAll(async () => {
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) })
  server = await startTestServer({}, log)
  rita = await server.signIn('reporter', 'rita')
  rob = await server.signIn('reporter', 'rob')
  eve = await server.signIn('editor', 'eve')
  tom = await server.signIn('editor', 'tom')
  ada = await server.signIn('admin', 'ada')
})
afterAll(() => server.close())

async function newStory() {
  const answer = await rita.post('/api/stories', { headline: 'Talks' })
  const storyId = storyIdSchema.parse(((await answer.json()) as { id: string }).id)
  await server.deps.live.write(storyId, rita.account.id, (doc) => {
    const story = new StoryDoc(doc)
    story.facts.create(
      {
        id: id('gap'),
        type: 'place',
        label: 'Gap',
        fields: { name: 'The gap' },
        sources: [
          {
            id: 's1',
            kind: 'named_person',
            publisher: 'A name typed before',
            descriptor: 'a diplomat in the room',
            anonymityReason: 'fears for their post',
          },
        ],
      },
      'test',
    )
    appendParagraph(story.text('body'), ['They stopped at ', mention('gap', 'name'), '.'])
  })
  return storyId
}

/** Every frame that anybody in the story is sent, ours and the stock ones. */
async function listen(storyId: string, by: TestPerson) {
  const frames: Buffer[] = []
  const url = `${server.url.replace('http', 'ws')}/sync/story.${storyId}?v=1`
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${by.token}` } })
  socket.on('message', (data: Buffer) => frames.push(data))
  await once(socket, 'open')
  socket.send(Uint8Array.of(0, 0, 1, 0)) // sync step 1 with an empty state: send me everything
  return { frames, close: () => socket.close() }
}

test('[F10] two people may know, each look is on the record, and nobody else is told, an admin neither', async () => {
  const storyId = await newStory()
  const at = `/api/stories/${storyId}/restricted`
  const asked = { factId: 'gap', sourceId: 's1', identity: 'N. of the ministry' }
  const wrong = await rita.post(at, { ...asked, editor: rob.account.id })
  expect(wrong.status).toBe(422)
  const made = await rita.post(at, { ...asked, editor: eve.account.id })
  expect(made.status).toBe(201)
  const { id: handle } = restrictedSourceSchema.parse(await made.json())
  expect((await rita.post(at, { ...asked, editor: eve.account.id })).status).toBe(409)

  const source = await server.deps.live.read(storyId, (doc) =>
    structuredClone(new StoryDoc(doc).facts.get('gap')?.sources[0]),
  )
  expect(source).toEqual({
    id: 's1',
    kind: 'anonymous',
    record: 'background',
    restricted: handle,
    descriptor: 'a diplomat in the room',
    anonymityReason: 'fears for their post',
  })

  for (const may of [rita, eve]) {
    const answer = await may.post(`${at}/${handle}/reveal`)
    expect(await answer.json()).toEqual({ identity: 'N. of the ministry' })
  }
  for (const other of [rob, tom, ada]) {
    expect((await other.post(`${at}/${handle}/reveal`)).status).toBe(403)
    expect((await other.patch(`${at}/${handle}`, { editor: tom.account.id })).status).toBe(403)
    const { sources } = restrictedListSchema.parse(await (await other.get(at)).json())
    expect(sources).toMatchObject([{ id: handle, views: null }])
  }
  const { sources } = restrictedListSchema.parse(await (await eve.get(at)).json())
  expect(sources[0]?.views?.map(({ by }) => by)).toEqual([eve.account.id, rita.account.id])
  const acts = (await server.deps.audit.ofStory(storyId)).map(({ action, by }) => [action, by])
  expect(acts).toContainEqual(['source.reveal', eve.account.id])
  expect(acts).toContainEqual(['source.reveal.refused', ada.account.id])

  expect((await rita.patch(`${at}/${handle}`, { editor: tom.account.id })).status).toBe(200)
  expect((await eve.post(`${at}/${handle}/reveal`)).status).toBe(403)
  expect((await tom.post(`${at}/${handle}/reveal`)).status).toBe(200)
  expect((await rita.delete(`${at}/${handle}`)).status).toBe(204)
  expect((await rita.post(`${at}/${handle}/reveal`)).status).toBe(404)
})

const identity = fc
  .string({ unit: 'grapheme', minLength: 4, maxLength: 40 })
  .map((text) => `Źž ${text.trim()} "q"\n☎ 0700-11-22-33`)

test('[F10][X1] no export, API answer, socket message, log line or file holds who it is', async () => {
  const secrets: string[] = []
  await fc.assert(
    fc.asyncProperty(identity, async (secret) => {
      secrets.push(secret)
      const holds = (text: string) =>
        text.includes(secret) || text.includes(JSON.stringify(secret).slice(1, -1))
      const storyId = await newStory()
      const at = `/api/stories/${storyId}`
      const ears = await Promise.all([rita, rob, eve].map((person) => listen(storyId, person)))
      const answers: string[] = []
      const told = async (answer: Promise<Response>) => {
        const text = await (await answer).text()
        answers.push(text)
        return text
      }
      const asked = { factId: 'gap', sourceId: 's1', identity: secret, editor: eve.account.id }
      await told(rita.post(`${at}/restricted`, { ...asked, identity: secret.repeat(200) }))
      await told(rita.post(`${at}/restricted`, { ...asked, factId: 'nothing' }))
      await told(rita.post(`${at}/restricted`, { ...asked, editor: secret }))
      await told(
        fetch(`${server.url}${at}/restricted`, {
          method: 'POST',
          headers: { authorization: `Bearer ${rita.token}`, 'content-type': 'application/json' },
          body: `{"identity": ${JSON.stringify(secret)}, `,
        }),
      )
      const made = await told(rita.post(`${at}/restricted`, asked))
      const { id: handle } = restrictedSourceSchema.parse(JSON.parse(made))
      await told(rita.patch(`${at}/restricted/${handle}`, { identity: secret }))
      const revealed: unknown = await (await eve.post(`${at}/restricted/${handle}/reveal`)).json()
      expect(revealed).toEqual({ identity: secret })
      await told(tom.post(`${at}/restricted/${handle}/reveal`))

      const { facts } = JSON.parse(await told(eve.get(`${at}/facts`))) as {
        facts: { id: string; hash: string }[]
      }
      const hash = facts.find((fact) => fact.id === 'gap')?.hash
      await told(tom.post(`${at}/facts/gap/approval`, { hash, decision: 'approve' }))
      await told(eve.post(`${at}/facts/gap/queries`, { text: 'Who?' }))
      for (const path of [
        '',
        '/facts',
        '/gate',
        '/versions',
        `/at?time=${new Date().toISOString()}`,
        '/audit',
        '/proposals',
        '/publications',
        '/restricted',
        ...['html', 'jsonld', 'json'].flatMap((format) => [
          `/export?format=${format}`,
          `/export?format=${format}&draft=1`,
        ]),
      ]) {
        await told(ada.get(`${at}${path}`))
        await told(eve.get(`${at}${path}`))
      }
      for (const path of ['/stories', '/approvals', '/users', '/policy', '/session']) {
        await told(eve.get(`/api${path}`))
      }
      await expect.poll(() => ears.every(({ frames }) => frames.length > 1)).toBe(true)
      for (const ear of ears) ear.close()
      expect(answers.filter(holds)).toEqual([])
      expect(answers.some((answer) => answer.includes('a diplomat in the room'))).toBe(true)
      const bytes = Buffer.from(secret)
      for (const { frames } of ears)
        expect(frames.some((frame) => frame.includes(bytes))).toBe(false)
    }),
    { numRuns: 8 },
  )
  expect(logged.length).toBeGreaterThan(0)
  for (const secret of secrets) {
    expect(logged.filter((line) => line.includes(JSON.stringify(secret).slice(1, -1)))).toEqual([])
  }
  for (const name of await readdir(server.dataDir, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue
    const file = await readFile(join(name.parentPath, name.name))
    for (const secret of secrets) expect(file.includes(Buffer.from(secret))).toBe(false)
  }
}, 300_000)
