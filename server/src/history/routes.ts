import { restoreBody } from '@dateline/shared/api/contracts'
import type { StoryId } from '@dateline/shared/ids'
import { restoreStory } from '@dateline/shared/story/restore-story'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { Router } from 'express'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { HttpError } from '../http/http-error.ts'
import { storyFor } from '../http/story-for.ts'
import { body, query } from '../http/validate.ts'
import { versionsOf } from './versions.ts'

const atQuery = z.object({
  time: z.iso.datetime({
    offset: true,
    error: 'an RFC 3339 moment with its zone, e.g. 2026-11-23T14:05:00Z',
  }),
})

/** Mounted at /api/stories/:id. */
export function historyRoutes(deps: Deps): Router {
  const router = Router({ mergeParams: true })

  // GET /api/stories/:id/versions → 200 { versions: [{ from, to, updates, authors }] }, oldest first
  router.get('/versions', async (req, res) => {
    const { story } = await storyFor(deps, req, 'story.read')
    res.json({ versions: versionsOf(await deps.live.log(story.id as StoryId)) })
  })

  // GET /api/stories/:id/at?time=RFC3339 → 200 the story as it stood
  router.get('/at', async (req, res) => {
    const { story } = await storyFor(deps, req, 'story.read')
    const time = await momentOf(story, query(atQuery, req).time)
    const then = await deps.pasts.story(story.id as StoryId, time)
    res.json({ time: new Date(time).toISOString(), ...then })
  })

  // POST /api/stories/:id/restore { time, setFactsBack? } → 200 what changed
  router.post('/restore', async (req, res) => {
    const { user, story } = await storyFor(deps, req, 'story.write')
    const storyId = story.id as StoryId
    const { time: asked, setFactsBack } = body(restoreBody, req)
    const time = await momentOf(story, asked)
    const doc = await deps.pasts.copy(storyId, time)
    const then = new StoryDoc(doc)
    const restored = await deps.live.write(storyId, user.id, (now) =>
      restoreStory(new StoryDoc(now), then, { setFactsBack: setFactsBack ?? false }, user.id),
    )
    doc.destroy()
    const detail = { time: new Date(time).toISOString(), ...restored }
    await deps.audit.record({ by: user.id, action: 'story.restore', storyId, detail })
    res.json(restored)
  })

  // GET /api/stories/:id/audit → 200 { entries: [{ id, at, by, action, detail }] }, oldest first
  router.get('/audit', async (req, res) => {
    const { story } = await storyFor(deps, req, 'story.audit')
    const entries = await deps.audit.ofStory(story.id)
    res.json({
      entries: entries.map(({ id, at, by, action, detail }) => ({ id, at, by, action, detail })),
    })
  })

  /** Of the future nothing is known: answers name the moment that they speak for. */
  async function momentOf(story: { id: string; createdAt: number }, time: string): Promise<number> {
    const asked = Date.parse(time)
    const first = await deps.live.began(story.id as StoryId)
    if (first !== undefined && asked >= first) return Math.min(asked, deps.now())
    const began = new Date(first ?? story.createdAt).toISOString()
    throw new HttpError(404, 'before-the-story', `The story was begun at ${began}.`)
  }

  return router
}
