import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { noSuchRoute } from '../http/error-handler.ts'
import { allow } from '../http/session.ts'
import { PublicationStore } from './publication-store.ts'
import { publishingAlarms } from './publishing-alarms.ts'
import { TargetStore } from './target-store.ts'

/** Mounted at /api/publishing. */
export function publishingRoutes(deps: Deps): Router {
  const router = Router()
  const stores = { publications: new PublicationStore(deps.db), targets: new TargetStore(deps) }

  // GET /api/publishing/alarms → 200 { alarms: Alarm[] }, for editors and admins
  router.get('/alarms', async (req, res) => {
    allow(deps, req, 'targets.list')
    res.json({ alarms: await publishingAlarms(deps, stores) })
  })

  router.use(noSuchRoute)
  return router
}
