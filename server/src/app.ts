import express, { Router, type Express, type RequestHandler } from 'express'
import { authRoutes, type AuthEndPoints } from './accounts/auth-routes.ts'
import { sessionRoutes, userRoutes, type SignIn } from './accounts/routes.ts'
import { approvalRoutes } from './approvals/routes.ts'
import type { Deps } from './deps.ts'
import { factRoutes } from './facts/routes.ts'
import { heldRoutes } from './history/held-routes.ts'
import { historyRoutes } from './history/routes.ts'
import { clientFiles } from './http/client-files.ts'
import { errorHandler, noSuchRoute } from './http/error-handler.ts'
import type { InFlight } from './http/in-flight.ts'
import { requestLog } from './http/request-log.ts'
import { sameOrigin } from './http/same-origin.ts'
import { securityHeaders } from './http/security-headers.ts'
import { withSession } from './http/session.ts'
import { Drafting } from './imports/drafting.ts'
import { importRoutes } from './imports/routes.ts'
import { wireRoutes } from './imports/wire-routes.ts'
import { KeyedQueue } from './keyed-queue.ts'
import { mediaRoutes } from './media/routes.ts'
import { healthRoutes } from './observability/health-routes.ts'
import type { Metrics } from './observability/metrics.ts'
import { openApiRoutes } from './openapi/openapi-routes.ts'
import { policyRoutes } from './policy/routes.ts'
import { exportRoutes } from './publishing/export-routes.ts'
import { gateRoutes } from './publishing/gate-routes.ts'
import { publicationRoutes } from './publishing/publication-routes.ts'
import type { Publisher } from './publishing/publisher.ts'
import { publishingRoutes } from './publishing/publishing-routes.ts'
import { targetRoutes } from './publishing/target-routes.ts'
import { restrictedRoutes } from './restricted/routes.ts'
import { copyRoutes, factSearchRoutes } from './reuse/routes.ts'
import type { DeskFeed } from './stories/desk-feed.ts'
import { storyRoutes } from './stories/routes.ts'

/** What the app is made of beside what every route needs. */
export interface AppParts {
  readonly auth: AuthEndPoints
  readonly feed: DeskFeed
  readonly publisher: Publisher
  readonly metrics: Metrics
  readonly inFlight: InFlight
  readonly isReady: () => Promise<boolean>
  readonly demoSignIns: () => Promise<readonly SignIn[]>
  /** The built client. */
  readonly clientDir: string
}

/** The whole HTTP side, without listening. A request goes through it from top to bottom. */
export function createApp(deps: Deps, parts: AppParts): Express {
  const { config, log, now } = deps
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.set('etag', false) // of answers, which nobody keeps; files have theirs
  // Behind a proxy the client's address is in its header; believed from nobody else.
  app.set('trust proxy', config.publicUrl === undefined ? false : [...config.trustedProxies])
  app.use(parts.inFlight.handler, requestLog(log, now), securityHeaders(config.publicUrl))
  app.use(healthRoutes(parts.metrics, parts.isReady))
  app.use('/api', api(deps, parts))
  app.use('/sync', noSuchRoute) // sockets come by upgrade and never get here
  app.use(clientFiles(parts.clientDir))
  app.use(errorHandler(log))
  return app
}

function api(deps: Deps, parts: AppParts): Router {
  const { config, accounts } = deps
  const router = Router()
  router.use(notKept, sameOrigin(config.publicUrl))
  router.use(express.json({ limit: config.limits.MAX_BODY_BYTES }), withSession(accounts))
  for (const [path, routes] of apiRouters(deps, parts)) router.use(path, routes)
  router.use(noSuchRoute)
  return router
}

/** What the API answers is for one person, now: no cache and no disk keeps it. */
const notKept: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store')
  next()
}

/** Every router under /api and where it stands; the first that takes a request answers it. */
export function apiRouters(
  deps: Deps,
  { auth, feed, publisher, demoSignIns }: AppParts,
): readonly (readonly [path: string, router: Router])[] {
  const drafting = new Drafting(deps.config.limits.IMPORT_TIMEOUT_MS)
  const decisions = new KeyedQueue()
  return [
    ['/openapi.json', openApiRoutes()],
    ['/auth', authRoutes(deps, auth)],
    ['/', sessionRoutes(deps, demoSignIns)],
    ['/policy', policyRoutes(deps)],
    ['/users', userRoutes(deps)],
    ['/targets', targetRoutes(deps, publisher)],
    ['/publishing', publishingRoutes(deps)],
    ['/approvals', approvalRoutes(deps, decisions)],
    ['/stories/:id/facts', factRoutes(deps, decisions)],
    ['/stories/:id/media', mediaRoutes(deps)],
    ['/facts', factSearchRoutes(deps)],
    ['/stories/:id/copies', copyRoutes(deps)],
    ['/stories/:id/restricted', restrictedRoutes(deps)],
    ['/stories/:id/gate', gateRoutes(deps)],
    ['/stories/:id/export', exportRoutes(deps)],
    ['/stories/:id/publications', publicationRoutes(deps, publisher)],
    ['/stories/:id/held', heldRoutes(deps)],
    ['/stories', importRoutes(deps, drafting)],
    ['/stories', wireRoutes(deps, drafting)],
    ['/stories', storyRoutes(deps, feed)],
    ['/stories/:id', historyRoutes(deps)],
  ]
}
