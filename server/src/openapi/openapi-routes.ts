import { Router } from 'express'
import { openApi } from './openapi.ts'

/** GET /api/openapi.json: the API's description, open to anybody, made once. */
export function openApiRoutes(): Router {
  const router = Router()
  const description = openApi()
  router.get('/', (_req, res) => {
    res.json(description)
  })
  return router
}
