import { Router } from 'express'
import type { Metrics } from './metrics.ts'

/** /healthz: the process answers. /readyz: it can serve. /metrics: numbers for Prometheus. */
export function healthRoutes(metrics: Metrics, isReady: () => Promise<boolean>): Router {
  const router = Router()
  router.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' })
  })
  router.get('/readyz', async (_req, res) => {
    const ready = await isReady()
    res.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready' })
  })
  router.get('/metrics', async (_req, res) => {
    res.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
  return router
}
