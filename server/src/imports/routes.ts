import { importBody, proposalsBody } from '@dateline/shared/api/contracts'
import { acceptProposals, rejectProposals } from '@dateline/shared/facts/extract/accept-proposals'
import { importSource } from '@dateline/shared/facts/extract/import-source'
import type { StoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { Router } from 'express'
import type * as Y from 'yjs'
import type { Deps } from '../deps.ts'
import { allow } from '../http/session.ts'
import { storyFor } from '../http/story-for.ts'
import { body } from '../http/validate.ts'
import { storyOf } from '../stories/routes.ts'
import type { Drafting } from './drafting.ts'
import { importStory } from './import-story.ts'

/** /api/stories: import, and the proposals it leaves in a story. */
export function importRoutes(deps: Deps, drafting: Drafting): Router {
  const router = Router()

  // POST /api/stories/import → 201 Story with proposedFacts
  router.post('/import', async (req, res) => {
    const user = allow(deps, req, 'story.create')
    const request = body(importBody, req)
    const { id, proposedFacts } = await importStory(deps, drafting, user.id, request)
    res
      .status(201)
      .location(`/api/stories/${id}`)
      .json({ ...(await storyOf(deps, id)), proposedFacts })
  })

  // GET /api/stories/:id/proposals → 200 { proposals }: those nobody has decided, in the copy's order
  router.get('/:id/proposals', async (req, res) => {
    const { story } = await storyFor(deps, req, 'story.read')
    res.json(await proposalsOf(deps, story.id as StoryId))
  })

  // POST /api/stories/:id/proposals → 200 { proposals }: those that are left
  router.post('/:id/proposals', async (req, res) => {
    const { user, story } = await storyFor(deps, req, 'story.write')
    const { decision, ids } = body(proposalsBody, req)
    const id = story.id as StoryId
    const at = deps.now()
    const decide = (doc: Y.Doc): void => {
      const copy = new StoryDoc(doc)
      const { language } = copy.meta.read()
      const source = importSource({ ...copy.imported.read(), language, userId: user.id, at })
      if (decision === 'reject') rejectProposals(copy, ids, 'proposals')
      else acceptProposals(copy, ids, source, 'proposals')
    }
    await deps.live.write(id, user.id, decide)
    res.json(await proposalsOf(deps, id))
  })

  return router
}

const proposalsOf = (deps: Deps, id: StoryId) =>
  deps.live.read(id, (doc) => ({
    proposals: new StoryDoc(doc).proposals.list().map(({ proposal }) => proposal),
  }))
