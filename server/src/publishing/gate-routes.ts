import type { StoryId } from '@dateline/shared/ids'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { noSuchRoute } from '../http/error-handler.ts'
import { storyFor } from '../http/story-for.ts'
import { snapshotStory } from './story-snapshot.ts'

/** Mounted at /api/stories/:id/gate. */
export function gateRoutes(deps: Deps): Router {
  const router = Router({ mergeParams: true })

  // GET /api/stories/:id/gate → 200 { open, reasons: GateReason[] }
  router.get('/', async (req, res) => {
    const { story } = await storyFor(deps, req, 'story.read')
    const { doc, reasons } = await snapshotStory(deps, story.id as StoryId)
    doc.destroy()
    res.json({ open: reasons.length === 0, reasons })
  })

  router.use(noSuchRoute)
  return router
}
