import type {
  Alarm,
  ApprovalItem,
  Publication,
  Story,
  StorySummary,
  Target,
} from '@dateline/shared/api/contracts'
import type { StoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BadLine } from './testing/bad-line.ts'
import { factId, PublishingDesk } from './testing/publishing-desk.ts'

const HOUR = 3_600_000
const AT = Date.now() + 3 * HOUR

let desk: PublishingDesk
let line: BadLine
let target: Target
beforeAll(async () => {
  desk = await PublishingDesk.open()
  line = await BadLine.to('http://127.0.0.1:9')
  line.rule = () => ({ answer: 503 }) // a site that is busy for ever: what waits, waits
  target = await desk.target({ url: line.url, username: 'desk', password: 'abcd EFGH 1234' })
})
afterAll(async () => {
  await desk.server.close()
  await line.close()
})

/** A story with one approved place, to go out in three hours. */
async function scheduled(): Promise<{ id: StoryId; publication: Publication }> {
  const source = { id: 's', kind: 'wire', publisher: 'A wire' } as const
  const place = {
    type: 'place',
    label: 'Doha',
    fields: { name: 'Doha' },
    sources: [source],
  } as const
  const id = await desk.story({ facts: [{ id: factId('place'), ...place }] })
  await desk.approveAll(id)
  return { id, publication: await desk.queue(id, target, { at: AT }) }
}

const rename = (id: StoryId, name: string) =>
  desk.write(id, (doc) => new StoryDoc(doc).facts.setField(factId('place'), 'name', name, 'test'))

async function scheduleOf(id: StoryId): Promise<StorySummary['schedule'] | undefined> {
  const { stories } = (await (await desk.reporter.get('/api/stories')).json()) as {
    stories: StorySummary[]
  }
  const listed = stories.find((story) => story.id === id)?.schedule
  const one = (await (await desk.reporter.get(`/api/stories/${id}`)).json()) as Story
  expect(one.schedule).toEqual(listed)
  return listed
}

async function alarmsOf(id: StoryId): Promise<Alarm[]> {
  const answer = await desk.editor.get('/api/publishing/alarms')
  const { alarms } = (await answer.json()) as { alarms: Alarm[] }
  return alarms.filter(({ storyId }) => storyId === id)
}

test('[PS8] a fact that loses its approval stands against the schedule at once, until it has it back', async () => {
  const { id } = await scheduled()
  expect(await scheduleOf(id)).toEqual({ at: AT, objection: null })
  expect(await alarmsOf(id)).toEqual([])

  await rename(id, 'Istanbul')
  const objection = expect.stringMatching(/“Doha” has changed since this version/)
  expect(await scheduleOf(id)).toEqual({ at: AT, objection })
  expect(await alarmsOf(id)).toMatchObject([
    { kind: 'held', target: target.name, at: AT, reason: objection, headline: 'Talks resume' },
  ])

  await rename(id, 'Doha')
  expect(await scheduleOf(id)).toEqual({ at: AT, objection: null })
  expect(await alarmsOf(id)).toEqual([])
})

test('[PS8] so does a legal check that is needed now; an embargo moves the time instead', async () => {
  const { id } = await scheduled()
  const patch = (body: object) => desk.editor.patch(`/api/stories/${id}`, body)
  expect((await patch({ embargoUntil: AT + HOUR })).status).toBe(200)
  expect(await scheduleOf(id)).toEqual({ at: AT + HOUR, objection: null })
  expect((await patch({ legal: 'needed' })).status).toBe(200)
  expect(await scheduleOf(id)).toMatchObject({ objection: expect.stringMatching(/legal check/) })
})

test('[PS8] what is not scheduled any more has no schedule, and its screens are told', async () => {
  const { id, publication } = await scheduled()
  const { record } = (await (await desk.reporter.get(`/api/stories/${id}`)).json()) as Story
  expect(record.scheduled).toMatchObject([{ target: target.name, dueAt: AT, overridden: false }])
  const told: string[] = []
  const stop = desk.server.deps.live.onChange(({ storyId, kind }) => {
    if (kind === 'record') told.push(storyId)
  })
  const path = `/api/stories/${id}/publications/${publication.id}/cancel`
  await expect
    .poll(async () => (await desk.editor.post(path, {})).status, { timeout: 60_000 })
    .toBe(200)
  stop()
  expect(told).toContain(id)
  expect(await scheduleOf(id)).toBeNull()
})

test('[A12] what a scheduled copy waits for comes first in the queue, and says when it goes', async () => {
  const sooner = await scheduled()
  const other = await scheduled()
  await desk.editor.patch(`/api/stories/${other.id}`, { deadline: AT + HOUR })
  const path = `/api/stories/${other.id}/publications/${other.publication.id}/cancel`
  await expect
    .poll(async () => (await desk.editor.post(path, {})).status, { timeout: 60_000 })
    .toBe(200)
  for (const { id } of [other, sooner]) await rename(id, 'Istanbul')
  const ids = [sooner.id, other.id]
  const waiting = async () => {
    const { items } = (await (await desk.editor.get('/api/approvals')).json()) as {
      items: ApprovalItem[]
    }
    return items
      .filter(({ story }) => ids.includes(story.id))
      .map(({ story, goesOut }) => [story.id, goesOut])
  }
  await expect.poll(waiting).toEqual([
    [sooner.id, AT],
    [other.id, null],
  ])
})
