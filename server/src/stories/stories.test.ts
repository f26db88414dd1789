import { once } from 'node:events'
import { deskEventSchema, storySchema, type DeskEvent } from '@dateline/shared/api/contracts'
import { storyIdSchema } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { startTestServer, type TestPerson, type TestServer } from '../testing/test-server.ts'
import { until } from '../testing/until.ts'

let server: TestServer
let reporter: TestPerson
let editor: TestPerson
beforeAll(async () => {
  server = await startTestServer()
  reporter = await server.signIn('reporter')
  editor = await server.signIn('editor')
})
afterAll(() => server.close())

const codeOf = async (answer: Response) => {
  const { code } = (await answer.json()) as { code: string }
  return [answer.status, code]
}

async function newStory(headline = 'The council met', language = 'en') {
  const answer = await reporter.post('/api/stories', { headline, language })
  expect(answer.status).toBe(201)
  const story = storySchema.parse(await answer.json())
  return { ...story, path: `/api/stories/${story.id}` }
}

describe('a new story', () => {
  test('has its headline, its language, a slug and an empty body, seeded by the server', async () => {
    const story = await newStory('Second round opens in Istanbul')
    expect(story).toMatchObject({
      headline: 'Second round opens in Istanbul',
      slug: 'second-round-opens-in-istanbul',
      status: 'draft',
      text: '',
      words: 0,
      createdBy: reporter.account.id,
      record: { version: 1, authors: [reporter.account.id], access: 'newsroom' },
    })
    const again = await newStory('Second round opens in Istanbul')
    expect(again.slug).not.toBe(story.slug)
    const dari = await newStory('مذاکرات استانبول', 'prs')
    expect(dari).toMatchObject({ language: 'prs', slug: expect.stringMatching(/^story-/) })
    expect(await (await editor.get(story.path)).json()).toMatchObject({ id: story.id })
  })

  test('is refused to a viewer, to nobody and to nonsense, each with an answer', async () => {
    const viewer = await server.signIn('viewer')
    expect(await codeOf(await viewer.post('/api/stories', {}))).toEqual([403, 'not-allowed'])
    const nobody = await fetch(`${server.url}/api/stories`, { method: 'POST' })
    expect(await codeOf(nobody)).toEqual([401, 'signed-out'])
    const bad = await reporter.post('/api/stories', { language: 'tlh', headline: 7 })
    expect(await bad.json()).toMatchObject({
      status: 400,
      code: 'bad-body',
      errors: [{ path: 'headline' }, { path: 'language' }],
    })
  })

  test.each(['nowhere', 'a b', '%2e%2e', '..%2f..%2fetc', 'x'.repeat(300), '%F0%9F'])(
    'there is none called %s',
    async (id) => {
      const answer = await reporter.get(`/api/stories/${id}`)
      expect([400, 404]).toContain(answer.status)
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
    },
  )
})

describe('the details of a story', () => {
  test('a reporter moves it between draft and in edit, an editor the rest of the way', async () => {
    const { path } = await newStory()
    const to = (person: TestPerson, status: string) => person.patch(path, { status })
    expect(await codeOf(await to(reporter, 'ready'))).toEqual([403, 'not-allowed'])
    expect(await codeOf(await to(editor, 'published'))).toEqual([409, 'not-a-step'])
    expect((await to(reporter, 'in_edit')).status).toBe(200)
    expect((await to(editor, 'ready')).status).toBe(200)
    expect(await codeOf(await to(reporter, 'in_edit'))).toEqual([403, 'not-allowed'])
    const back = storySchema.parse(await (await to(editor, 'in_edit')).json())
    expect(back).toMatchObject({ status: 'in_edit', record: { version: 4 } })
  })

  test('of two steps at the same moment the second is judged by the first', async () => {
    const { stories } = server.deps
    const { path } = await newStory()
    const [patch, get] = [stories.patch.bind(stories), stories.get.bind(stories)]
    const [held, asked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    stories.patch = async (...step) => {
      stories.get = async (id) => {
        const record = await get(id)
        asked.resolve()
        return record
      }
      stories.patch = patch
      held.resolve()
      await asked.promise // until the reporter's request has looked at the story, too
      return patch(...step)
    }
    const killed = editor.patch(path, { status: 'killed' })
    await held.promise
    const edited = await reporter.patch(path, { status: 'in_edit' })
    expect((await killed).status).toBe(200)
    expect(await codeOf(edited)).toEqual([403, 'not-allowed'])
    stories.get = get
  })

  test('embargo, legal and access are an editor’s; a refused field changes none of the others', async () => {
    const { path } = await newStory()
    for (const patch of [{ embargoUntil: 2e12 }, { legal: 'done' }, { access: 'team' }]) {
      const answer = await reporter.patch(path, { ...patch, deadline: 1.9e12 })
      expect(await codeOf(answer)).toEqual([403, 'not-allowed'])
    }
    expect(await (await reporter.get(path)).json()).toMatchObject({ deadline: null })
    const answer = await editor.patch(path, { embargoUntil: 2e12, legal: 'needed' })
    expect(await answer.json()).toMatchObject({ embargoUntil: 2e12, legal: 'needed' })
  })

  test('what people write about it lands in its document, in their name', async () => {
    const { path, id } = await newStory()
    const answer = await editor.patch(path, {
      slug: 'talks-today',
      byline: 'A. Reporter',
      dateline: 'ISTANBUL',
      targetWords: 300,
      tags: ['talks', 'asia'],
    })
    expect(storySchema.parse(await answer.json()).meta).toMatchObject({
      slug: 'talks-today',
      byline: 'A. Reporter',
      targetWords: 300,
      tags: ['asia', 'talks'],
    })
    expect(await server.deps.live.authors(id)).toEqual([reporter.account.id, editor.account.id])
    expect(await codeOf(await reporter.patch(path, { slug: 'Not A Slug' }))).toEqual([
      400,
      'bad-body',
    ])
    const other = await newStory()
    await until(async () => {
      expect(await codeOf(await reporter.patch(other.path, { slug: 'talks-today' }))).toEqual([
        409,
        'slug-taken',
      ])
    })
  })

  test('only people of the newsroom are assigned, and every act leaves a row', async () => {
    const { path, id } = await newStory()
    expect(await codeOf(await reporter.patch(path, { assignee: 'nobody' }))).toEqual([
      422,
      'no-such-person',
    ])
    await reporter.patch(path, { assignee: editor.account.id })
    await editor.patch(path, { embargoUntil: 2e12 })
    const rows = await server.deps.audit.ofStory(id)
    expect(rows.map(({ action, by }) => [action, by])).toEqual([
      ['story.create', reporter.account.id],
      ['story.details', reporter.account.id],
      ['story.embargo', editor.account.id],
    ])
    expect(rows[1]?.detail).toEqual({
      from: { assignee: null },
      to: { assignee: editor.account.id },
    })
  })
})

test('a team’s story is there for its team and for editors only', async () => {
  const { path, id } = await newStory('Not for everybody')
  const [inside, outside] = [
    await server.signIn('reporter', 'inside'),
    await server.signIn('reporter', 'outside'),
  ]
  await editor.patch(path, { access: 'team', team: [inside.account.id] })
  expect((await inside.get(path)).status).toBe(200)
  expect(await codeOf(await outside.get(path))).toEqual([403, 'not-on-the-team'])
  expect(await codeOf(await outside.patch(path, { slug: 'mine' }))).toEqual([
    403,
    'not-on-the-team',
  ])
  const ids = async (person: TestPerson) =>
    (
      (await (await person.get('/api/stories')).json()) as { stories: { id: string }[] }
    ).stories.map((story) => story.id)
  expect(await ids(inside)).toContain(id)
  expect(await ids(outside)).not.toContain(id)
})

test('whoever reads a team’s story because it is assigned to them loses it with the assignment', async () => {
  const { path, id } = await newStory('Assigned')
  const [bob, cem] = [
    await server.signIn('reporter', 'assigned'),
    await server.signIn('reporter', 'stranger'),
  ]
  await editor.patch(path, { access: 'team', assignee: bob.account.id })
  // To let in whom they like is not the reporters' to do.
  expect(await codeOf(await bob.patch(path, { assignee: cem.account.id }))).toEqual([
    403,
    'not-allowed',
  ])
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/story.${id}`, {
    headers: { authorization: `Bearer ${bob.token}` },
  })
  await once(socket, 'open')
  const closed = once(socket, 'close')
  expect((await editor.patch(path, { assignee: null })).status).toBe(200)
  expect((await closed)[0]).toBe(4404)
  expect((await bob.get(path)).status).toBe(403)
})

describe('the desk', () => {
  test('is told of a changed story within a second, and of none that is not its reader’s', async () => {
    const { path, id } = await newStory('Watched')
    const secret = await newStory('Secret')
    await editor.patch(secret.path, { access: 'team' })
    const outsider = await server.signIn('viewer', 'watcher')
    const desk = await watchDesk(outsider)

    await server.deps.live.write(id, reporter.account.id, (doc) =>
      typeHeadline(doc, 'Now it moved'),
    )
    await server.deps.live.write(secret.id, reporter.account.id, (doc) => typeHeadline(doc, 'x'))
    await until(() => {
      expect(desk.events).toContainEqual(
        expect.objectContaining({ story: expect.objectContaining({ headline: 'Now it moved' }) }),
      )
    })
    expect(JSON.stringify(desk.events)).not.toContain(secret.id)
    await editor.patch(path, { access: 'team' })
    await until(() => expect(desk.events.at(-1)).toEqual({ kind: 'gone', id }))
    await editor.patch(path, { access: 'newsroom' })
    expect(await (await outsider.get(path)).json()).toMatchObject({ headline: 'Now it moved' })
    desk.stop()
  })

  test('a stream ends with its reader’s session', async () => {
    const person = await server.signIn('reporter', 'leaver')
    const desk = await watchDesk(person)
    await person.post('/api/auth/sign-out')
    await expect(desk.ended).resolves.toBe('by the server')
  })

  test('a stream ends with a session that ran out, of which nobody is told', async () => {
    const person = await server.signIn('reporter', 'expired')
    vi.useFakeTimers({ toFake: ['setInterval'] })
    const desk = await watchDesk(person)
    await sql`DELETE FROM session WHERE "userId" = ${person.account.id}`.execute(server.deps.db)
    vi.advanceTimersByTime(60_000)
    vi.useRealTimers()
    await expect(desk.ended).resolves.toBe('by the server')
  })

  test('one person has only so many', async () => {
    const person = await server.signIn('reporter', 'collector')
    const desks = await Promise.all(Array.from({ length: 20 }, () => watchDesk(person)))
    expect(await codeOf(await person.get('/api/stories/events'))).toEqual([429, 'too-many-desks'])
    desks[0]?.stop()
    await until(async () => {
      const desk = await watchDesk(person)
      desk.stop()
    })
    for (const desk of desks) desk.stop()
  })

  test('the index is right again after a crash that came before it was written', async () => {
    const { id } = await newStory('Before the crash')
    await server.deps.live.write(id, reporter.account.id, (doc) => typeHeadline(doc, 'Committed'))
    // As a crash leaves it: the document is on disk, the index is older.
    await until(async () => {
      expect((await server.deps.stories.card(id))?.headline).toBe('Committed')
    })
    await server.deps.db
      .updateTable('stories')
      .set({ headline: 'Stale', updated_at: 1 })
      .where('id', '=', id)
      .execute()
    const { StoryIndex } = await import('./story-index.ts')
    const index = new StoryIndex(server.deps)
    const last = (await server.deps.live.log(id)).at(-1)?.at ?? 0
    await index.catchUp({ lastCommits: async () => new Map([[id, last]]) })
    await index.close()
    expect((await server.deps.stories.card(id))?.headline).toBe('Committed')
  })
})

test('a story that cannot be told apart from none is not written to', async () => {
  const id = storyIdSchema.parse('nowhere')
  await expect(server.deps.stories.patch(id, { status: 'killed' })).rejects.toThrow(RangeError)
})

function typeHeadline(doc: Y.Doc, words: string): void {
  const fragment = new StoryDoc(doc).text('headline')
  fragment.delete(0, fragment.length)
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  fragment.insert(0, [paragraph])
}

/** Reads the event stream as a browser would. */
async function watchDesk(person: TestPerson) {
  const events: DeskEvent[] = []
  const cancel = new AbortController()
  const answer = await fetch(`${server.url}/api/stories/events`, {
    headers: { authorization: `Bearer ${person.token}` },
    signal: cancel.signal,
  })
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  const read = async () => {
    let text = ''
    for await (const chunk of answer.body ?? []) {
      text += new TextDecoder().decode(chunk as Uint8Array)
      const messages = text.split('\n\n')
      text = messages.pop() ?? ''
      for (const message of messages) {
        if (!message.startsWith('data: ')) continue
        events.push(deskEventSchema.parse(JSON.parse(message.slice(6))))
      }
    }
  }
  const ended = read().then(
    () => 'by the server',
    () => 'by us',
  )
  return { events, ended, stop: () => cancel.abort() }
}
