import type { Publication, Target } from '@dateline/shared/api/contracts'
import type { Problem } from '@dateline/shared/api/problem'
import type { ExportPackage } from '@dateline/shared/export/package'
import type { StoryId } from '@dateline/shared/ids'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BadLine } from './testing/bad-line.ts'
import { factId, PublishingDesk } from './testing/publishing-desk.ts'

const REASON = 'The minister confirmed it to me by phone.'

let desk: PublishingDesk
let line: BadLine
let target: Target
beforeAll(async () => {
  desk = await PublishingDesk.open({ PUBLISH_RETRY_MS: '1' })
  line = await BadLine.to('http://127.0.0.1:9')
  line.rule = () => ({ answer: 503 })
  const account = { username: 'desk', password: 'abcd EFGH 1234 ijkl' }
  target = await desk.target({ url: line.url, ...account })
})
afterAll(async () => {
  await desk.server.close()
  await line.close()
})

const unapproved = () =>
  desk.story({
    facts: [
      {
        id: factId('place'),
        type: 'place',
        label: 'Doha',
        fields: { name: 'Doha' },
        sources: [{ id: 's', kind: 'wire', publisher: 'A wire' }],
      },
    ],
  })

const publish = (id: StoryId, body: object, who = desk.editor) =>
  who.post(`/api/stories/${id}/publications`, { target: target.id, ...body })

type GateProblem = Problem & { reasons?: { code: string }[] }
const problem = async (answer: Response) => (await answer.json()) as GateProblem

describe('asking for a publication', () => {
  test('is an editor’s act; unknown targets and stories are told', async () => {
    const id = await desk.story()
    expect((await publish(id, {}, desk.reporter)).status).toBe(403)
    expect((await publish(id, { target: 'nowhere' })).status).toBe(404)
    expect((await publish('nowhere' as StoryId, {})).status).toBe(404)
    expect((await desk.editor.post(`/api/stories/${id}/publications`, {})).status).toBe(400)
    expect((await desk.editor.get(`/api/stories/${id}/publications/x/y`)).status).toBe(404)
  })

  test('[G1] is refused with the reasons while the gate is closed', async () => {
    const answer = await publish(await unapproved(), {})
    expect(answer.status).toBe(409)
    expect(await problem(answer)).toMatchObject({
      code: 'gate-closed',
      reasons: [{ code: 'fact-unapproved' }],
    })
  })

  test('[B1] answers with a queued publication whose package is on disk', async () => {
    const id = await desk.story()
    const answer = await publish(id, {})
    expect(answer.status).toBe(201)
    const publication = (await answer.json()) as Publication
    expect(publication).toMatchObject({ state: 'queued', revision: 1, override: null })
    const row = await desk.server.deps.db
      .selectFrom('publications')
      .selectAll()
      .where('id', '=', publication.id)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(row.package)).toMatchObject({ storyId: id, revision: 1, draft: false })
    await desk.settled(id, publication.id)
  })
})

describe('[G9] an override', () => {
  test('needs a written reason, and leaves it in the package and in the audit log', async () => {
    const id = await unapproved()
    expect((await publish(id, { override: { reason: 'short' } })).status).toBe(400)
    const answer = await publish(id, { override: { reason: REASON } })
    expect(answer.status).toBe(201)
    const publication = (await answer.json()) as Publication
    const by = desk.editor.account.id
    expect(publication.override).toEqual({ by, reason: REASON })
    const row = await desk.server.deps.db
      .selectFrom('publications')
      .select('package')
      .where('id', '=', publication.id)
      .executeTakeFirstOrThrow()
    const frozen = JSON.parse(row.package) as ExportPackage
    expect(frozen.override).toEqual({ by, reason: REASON, codes: ['fact-unapproved'] })
    expect(frozen.facts).toEqual([])
    const entry = (await desk.server.deps.audit.ofStory(id)).find(
      ({ action }) => action === 'story.override',
    )
    expect(entry).toMatchObject({ by, detail: { reason: REASON } })
    expect(JSON.stringify(entry?.detail['reasons'])).toContain('fact-unapproved')
    await desk.settled(id, publication.id)
  })

  test('is not for the author, nor for whom the story is assigned to', async () => {
    const answer = await desk.editor.post('/api/stories', { headline: 'Mine', language: 'en' })
    const { id } = (await answer.json()) as { id: StoryId }
    expect(await problem(await publish(id, { override: { reason: REASON } }))).toMatchObject({
      status: 403,
      code: 'own-story',
    })
    const other = await unapproved()
    const assignee = desk.editor.account.id
    await desk.editor.patch(`/api/stories/${other}`, { assignee })
    expect((await publish(other, { override: { reason: REASON } })).status).toBe(403)
    expect((await publish(other, { override: { reason: REASON } }, desk.admin)).status).toBe(201)
  })

  test('[G10] does not open an embargo', async () => {
    const id = await unapproved()
    await desk.editor.patch(`/api/stories/${id}`, { embargoUntil: Date.now() + 3_600_000 })
    const answer = await publish(id, { override: { reason: REASON } })
    expect(answer.status).toBe(409)
    expect((await problem(answer)).reasons?.map(({ code }) => code)).toEqual(['embargo'])
  })

  test('of an open gate is none', async () => {
    const answer = await publish(await desk.story(), { override: { reason: REASON } })
    expect(await answer.json()).toMatchObject({ override: null })
  })
})

describe('[B8] a site that stays down', () => {
  test('fails in words after ten tries, and can be retried; only the newest, only when failed', async () => {
    const id = await desk.story()
    const failed = await desk.publish(id, target)
    expect(failed).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('Given up after 10 tries'),
    })
    expect(failed.attempts.filter(({ outcome }) => outcome === 'started')).toHaveLength(10)
    const again = await desk.retry(id, failed)
    expect(again.attempts.filter(({ outcome }) => outcome === 'started')).toHaveLength(20)

    const newer = await desk.publish(id, target)
    const retry = (one: string) => desk.editor.post(`/api/stories/${id}/publications/${one}/retry`)
    expect(await problem(await retry(failed.id))).toMatchObject({ code: 'newer-revision' })
    expect((await retry('nowhere')).status).toBe(404)
    const other = await desk.story()
    const foreign = await desk.editor.post(`/api/stories/${other}/publications/${newer.id}/retry`)
    expect(foreign.status).toBe(404)
    expect((await desk.reporter.post(`/api/stories/${id}/publications/x/retry`)).status).toBe(403)
  })
})
