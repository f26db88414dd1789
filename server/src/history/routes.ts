import type { StoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { fieldText } from '@dateline/shared/story/story-text'
import { Router } from 'express'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { HttpError } from '../http/http-error.ts'
import { storyFor } from '../http/story-for.ts'
import { query } from '../http/validate.ts'
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
    const storyId = story.id as StoryId
    const asked = Date.parse(query(atQuery, req).time)
    const [first] = await deps.live.log(storyId)
    if (!first || asked < first.at) {
      const began = new Date(first?.at ?? story.createdAt).toISOString()
      throw new HttpError(404, 'before-the-story', `The story was begun at ${began}.`)
    }
    // Of the future nothing is known: the answer names the moment that it speaks for.
    const time = Math.min(asked, deps.now())
    const doc = await deps.live.at(storyId, time)
    const then = new StoryDoc(doc)
    res.json({
      time: new Date(time).toISOString(),
      headline: fieldText(then, 'headline'),
      standfirst: fieldText(then, 'standfirst'),
      text: fieldText(then, 'body'),
      facts: then.facts.list(),
    })
    doc.destroy()
  })

  // GET /api/stories/:id/audit → 200 { entries: [{ id, at, by, action, detail }] }, oldest first
  router.get('/audit', async (req, res) => {
    const { story } = await storyFor(deps, req, 'story.audit')
    const entries = await deps.audit.ofStory(story.id)
    res.json({
      entries: entries.map(({ id, at, by, action, detail }) => ({ id, at, by, action, detail })),
    })
  })

  return router
}
