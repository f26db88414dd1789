import { auditSchema, storyAtSchema, versionsSchema } from '@dateline/shared/api/contracts'
import { problemSchema } from '@dateline/shared/api/problem'
import { storyIdSchema, type StoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { appendParagraph, id, mention } from '@dateline/shared/testing/story-builder'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startTestServer, type TestPerson, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let rita: TestPerson
let eve: TestPerson
let storyId: StoryId
/** Moments (RFC 3339) after which the story read as the tests expect. */
let afterFirst: string

/** The clock's next millisecond, so that two commits cannot share one. */
async function nextMoment(): Promise<string> {
  const now = Date.now()
  await vi.waitUntil(() => Date.now() > now, { interval: 1 })
  return new Date(now).toISOString()
}

const write = (by: TestPerson, change: (story: StoryDoc) => void) =>
  server.deps.live.write(storyId, by.account.id, (doc) => change(new StoryDoc(doc)))

beforeAll(async () => {
  server = await startTestServer()
  rita = await server.signIn('reporter', 'rita')
  eve = await server.signIn('editor', 'eve')
  const made = await rita.post('/api/stories', { headline: 'Talks go on' })
  storyId = storyIdSchema.parse(((await made.json()) as { id: string }).id)
  await write(rita, (story) => {
    story.facts.create(
      { id: id('place'), type: 'place', label: 'Doha', fields: { name: 'Doha' } },
      'test',
    )
    appendParagraph(story.text('body'), ['They meet in ', mention('place', 'name', 'full'), '.'])
  })
  afterFirst = await nextMoment()
  await write(eve, (story) => story.facts.setField('place', 'name', 'Istanbul', 'test'))
})
afterAll(() => server.close())

const at = (time: string, by = rita) =>
  by.get(`/api/stories/${storyId}/at?time=${encodeURIComponent(time)}`)

describe('the story at a moment', () => {
  test('as it stood then, and as it stands now', async () => {
    const then = storyAtSchema.parse(await (await at(afterFirst)).json())
    expect(then).toMatchObject({ time: afterFirst, headline: 'Talks go on', standfirst: '' })
    expect(then.text).toBe('They meet in Doha.')
    expect(then.facts.map(({ fields }) => fields)).toEqual([{ name: 'Doha' }])
    const now = storyAtSchema.parse(await (await at(new Date().toISOString())).json())
    expect(now.text).toBe('They meet in Istanbul.')
  })

  test('in any zone; of the future it says what is known now, and when that is', async () => {
    const local = new Date(Date.parse(afterFirst) + 3 * 3_600_000).toISOString()
    const then = storyAtSchema.parse(await (await at(local.replace('Z', '+03:00'))).json())
    expect(then).toMatchObject({ time: afterFirst, text: 'They meet in Doha.' })
    const later = storyAtSchema.parse(await (await at('2999-01-01T00:00:00Z')).json())
    expect(Date.parse(later.time)).toBeLessThanOrEqual(Date.now())
  })

  test.each(['', 'yesterday', '2026-11-23', '2026-11-23T14:05:00', '2026-02-30T10:00:00Z'])(
    'the time %j is answered with 400 and an example',
    async (time) => {
      const answer = await at(time)
      expect(answer.status).toBe(400)
      const problem = problemSchema.parse(await answer.json())
      expect(problem.detail).toContain('2026-11-23T14:05:00Z')
      expect(problem.errors?.[0]?.path).toBe('time')
    },
  )

  test('before it was begun there was no story', async () => {
    const answer = await at('2001-01-01T00:00:00Z')
    expect(answer.status).toBe(404)
    const problem = problemSchema.parse(await answer.json())
    expect(problem).toMatchObject({ code: 'before-the-story' })
  })
})

test('versions say from when to when, how much and by whom', async () => {
  const answer = await rita.get(`/api/stories/${storyId}/versions`)
  const { versions } = versionsSchema.parse(await answer.json())
  expect(versions).toHaveLength(1) // all within five minutes
  expect(versions[0]).toMatchObject({
    updates: 3,
    authors: [rita.account.id, eve.account.id],
  })
})

test('[P1] the audit log is an editor’s to read; the versions anybody’s who reads the story', async () => {
  const answer = await eve.get(`/api/stories/${storyId}/audit`)
  const { entries } = auditSchema.parse(await answer.json())
  expect(entries).toMatchObject([{ action: 'story.create', by: rita.account.id }])
  expect((await rita.get(`/api/stories/${storyId}/audit`)).status).toBe(403)
  const vic = await server.signIn('viewer', 'vic')
  expect((await vic.get(`/api/stories/${storyId}/versions`)).status).toBe(200)
  expect((await at(new Date().toISOString(), vic)).status).toBe(200)
})

test.each(['versions', 'at?time=2026-11-23T14:05:00Z', 'audit'])(
  '%s: nothing for nobody, and nothing of stories that are not there',
  async (path) => {
    expect((await fetch(`${server.url}/api/stories/${storyId}/${path}`)).status).toBe(401)
    expect((await eve.get(`/api/stories/nowhere/${path}`)).status).toBe(404)
  },
)
