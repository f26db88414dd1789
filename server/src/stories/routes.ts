import { newStoryBody, storyPatchBody, type Story } from '@dateline/shared/api/contracts'
import type { StoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { fieldText } from '@dateline/shared/story/story-text'
import { can } from '@dateline/shared/users/policy'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { HttpError } from '../http/http-error.ts'
import { allow } from '../http/session.ts'
import { storyFor } from '../http/story-for.ts'
import { body } from '../http/validate.ts'
import { createStory } from './create-story.ts'
import { summariesOf, type DeskFeed } from './desk-feed.ts'
import { deskEvents } from './events.ts'
import { patchStory } from './patch-story.ts'

/** /api/stories: the desk's list, and one story with its record and text. */
export function storyRoutes(deps: Deps, feed: DeskFeed): Router {
  const router = Router()

  // GET /api/stories → 200 { stories }: those the person may read, newest change first
  router.get('/', async (req, res) => {
    const user = allow(deps, req, 'desk.read')
    const cards = (await deps.stories.cards()).filter((card) => can(user, 'story.read', card))
    res.json({ stories: await summariesOf(deps, cards) })
  })

  // GET /api/stories/events → 200 text/event-stream of DeskEvent
  router.get('/events', (req, res) => deskEvents(deps, feed, req, res))

  // POST /api/stories → 201 Story
  router.post('/', async (req, res) => {
    const user = allow(deps, req, 'story.create')
    const { headline = '', language = 'en' } = body(newStoryBody, req)
    const id = await createStory(deps, user.id, { headline, meta: { language } })
    res
      .status(201)
      .location(`/api/stories/${id}`)
      .json(await storyOf(deps, id))
  })

  // GET /api/stories/:id → 200 Story
  router.get('/:id', async (req, res) => {
    const { story } = await storyFor(deps, req, 'story.read')
    res.json(await storyOf(deps, story.id as StoryId))
  })

  // PATCH /api/stories/:id → 200 Story
  router.patch('/:id', async (req, res) => {
    const { story } = await storyFor(deps, req, 'story.details')
    const patch = body(storyPatchBody, req)
    // One after the other: a step is judged by where the story stands then, not when it was asked.
    await deps.turns.run(`story ${story.id}`, async () => {
      const { user, story: now } = await storyFor(deps, req, 'story.details')
      await patchStory(deps, user, now, patch)
    })
    res.json(await storyOf(deps, story.id as StoryId))
  })
  return router
}

/** One story as the API answers it; its words are read from the document, not from the index. */
export async function storyOf(deps: Deps, id: StoryId): Promise<Story> {
  const [card, record] = await Promise.all([deps.stories.card(id), deps.stories.get(id)])
  const [summary] = card ? await summariesOf(deps, [card]) : []
  if (!summary || !record) throw new HttpError(404, 'no-such-story', 'There is no such story.')
  return deps.live.read(id, (doc) => {
    const story = new StoryDoc(doc)
    const meta = story.meta.read()
    return {
      ...summary,
      slug: meta.slug ?? '',
      headline: fieldText(story, 'headline'),
      language: meta.language,
      targetWords: meta.targetWords ?? null,
      record,
      meta,
      standfirst: fieldText(story, 'standfirst'),
      text: fieldText(story, 'body'),
    }
  })
}
