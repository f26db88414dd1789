import { heldDecisionBody } from '@dateline/shared/api/contracts'
import type { StoryId } from '@dateline/shared/ids'
import { can } from '@dateline/shared/users/policy'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { noSuchRoute } from '../http/error-handler.ts'
import { HttpError } from '../http/http-error.ts'
import { storyFor } from '../http/story-for.ts'
import { body } from '../http/validate.ts'
import type { Removed, Taken } from './held-deletions.ts'

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
    const { heldId } = req.params
    await deps.turns.run(`held ${heldId}`, async () => {
      const held = await deps.held.find(storyId, heldId)
      if (!held) {
        throw new HttpError(409, 'decided-already', 'Somebody has decided about this already.')
      }
      if (held.by !== user.id && !can(user, 'story.release', story)) {
        throw new HttpError(403, 'not-allowed', 'Whose deletion it is decides, or an editor.')
      }
      // First done, then written down: if the server stops in between, it can be decided again.
      if (decision === 'apply') await deps.live.merge(storyId, held.by, held.update)
      else if (held.removed) await putBackRemoved(storyId, user.id, held, held.removed)
      await deps.held.decided(storyId, heldId, decision, user.id, deps.now())
    })
    await deps.live.decided(storyId)
    res.json({ held: await deps.held.open(storyId) })
  })

  function putBackRemoved(storyId: StoryId, userId: string, held: Taken, removed: Removed) {
    const taken = { removed: removed.update, before: removed.since - 1, until: held.at }
    return deps.pasts.putBack(storyId, userId, taken)
  }

  router.use(noSuchRoute)
  return router
}
