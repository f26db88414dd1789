import type { Story, StorySummary } from '@dateline/shared/api/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { factId, PublishingDesk } from './testing/publishing-desk.ts'

let desk: PublishingDesk
beforeAll(async () => {
  desk = await PublishingDesk.open()
})
afterAll(() => desk.server.close())

const DAY = 24 * 3_600_000

/** Asks for a story with a fact that nobody approved to go out all the same. */
async function askAgainstTheGate(when: { reviewBy?: number; at?: number } = {}) {
  const place = { id: factId('place'), type: 'place', label: 'Doha' } as const
  const id = await desk.story({ facts: [place] })
  const site = { url: 'http://127.0.0.1:9', username: 'u', password: 'p' }
  const target = await desk.target(site)
  const { reviewBy, at } = when
  const override = { reason: 'It runs tonight, checked by phone.', ...(reviewBy && { reviewBy }) }
  const body = { target: target.id, override, ...(at && { at }) }
  const answer = await desk.editor.post(`/api/stories/${id}/publications`, body)
  return { id, status: answer.status, answer: (await answer.json()) as object }
}

async function publishedAgainstTheGate(when: { reviewBy?: number; at?: number } = {}) {
  const { id, status } = await askAgainstTheGate(when)
  expect(status).toBe(201)
  return id
}

const story = async (id: string): Promise<Story> =>
  (await (await desk.editor.get(`/api/stories/${id}`)).json()) as Story

test('[G16] an override puts the story on the list of what is looked at again, until it was', async () => {
  const before = Date.now()
  const id = await publishedAgainstTheGate()
  const { record, reviewDueAt } = await story(id)
  expect(record.reviewDueAt).toBe(reviewDueAt)
  expect(reviewDueAt).toBeGreaterThanOrEqual(before + DAY)
  const list = (await (await desk.reporter.get('/api/stories')).json()) as {
    stories: StorySummary[]
  }
  expect(list.stories.find((card) => card.id === id)?.reviewDueAt).toBe(reviewDueAt)

  const path = `/api/stories/${id}`
  expect((await desk.reporter.patch(path, { reviewDueAt: null })).status).toBe(403)
  expect((await desk.editor.patch(path, { reviewDueAt: null })).status).toBe(200)
  expect((await story(id)).reviewDueAt).toBeNull()
  const audit = (await (await desk.editor.get(`${path}/audit`)).json()) as {
    entries: { action: string }[]
  }
  expect(audit.entries.map(({ action }) => action)).toContain('story.review')
})

test('[G16] the editor may name the time', async () => {
  const at = Date.now() + 3_600_000
  expect((await story(await publishedAgainstTheGate({ reviewBy: at }))).reviewDueAt).toBe(at)
})

test('[G16] what is scheduled is looked at a day after it is out, and never before', async () => {
  const at = Date.now() + 3 * DAY
  expect((await story(await publishedAgainstTheGate({ at }))).reviewDueAt).toBe(at + DAY)
  for (const when of [{ reviewBy: at, at }, { reviewBy: 1 }]) {
    const { status, answer } = await askAgainstTheGate(when)
    expect([status, answer]).toMatchObject([422, { code: 'review-too-early' }])
  }
})

test('[G16] what goes out through an open gate needs no second look', async () => {
  const id = await desk.story()
  expect((await story(id)).reviewDueAt).toBeNull()
})
