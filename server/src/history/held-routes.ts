import { heldDecisionBody } from '@dateline/shared/api/contracts'
import type { StoryId } from '@dateline/shared/ids'
import { can } from '@dateline/shared/users/policy'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { noSuchRoute } from '../http/error-handler.ts'
import { HttpError } from '../http/http-error.ts'
import { storyFor } from '../http/story-for.ts'
import { body } from '../http/validate.ts'

/** Mounted at /api/stories/:id/held. */
export function heldRoutes(deps: Deps): Router {
  const router = Router({ mergeParams: true })

  // GET /api/stories/:id/held → 200 { held: [{ id, by, at, deleted, total }] }
  router.get('/', async (req, res) => {
    const { story } = await storyFor(deps, req, 'story.read')
    res.json({ held: await deps.held.open(story.id as StoryId) })
  })

  // POST /api/stories/:id/held/:heldId { decision: apply | dismiss } → 200 { held } still open
  router.post<{ id: string; heldId: string }>('/:heldId', async (req, res) => {
    const { user, story } = await storyFor(deps, req, 'story.write')
    const storyId = story.id as StoryId
    const { decision } = body(heldDecisionBody, req)
    const asked = (await deps.held.open(storyId)).find(({ id }) => id === req.params.heldId)
    if (asked && asked.by !== user.id && !can(user, 'story.release', story)) {
      throw new HttpError(403, 'not-allowed', 'Whose deletion it is decides, or an editor.')
    }
    const taken =
      asked && (await deps.held.decide(storyId, asked.id, decision, user.id, deps.now()))
    if (!taken) {
      throw new HttpError(409, 'decided-already', 'Somebody has decided about this already.')
    }
    if (decision === 'apply') await deps.live.merge(storyId, taken.by, taken.update)
    deps.live.announceRecord(storyId)
    res.json({ held: await deps.held.open(storyId) })
  })

  router.use(noSuchRoute)
  return router
}
