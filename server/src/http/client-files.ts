import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  Router,
  static as serveStatic,
  type Request as Asked,
  type Response as Answer,
} from 'express'
import { HttpError } from './http-error.ts'

/**
 * The built client: hashed assets may be kept for ever, its page must be asked for every time. Any
 * other address is the client's own business (its router) and gets that page.
 */
export function clientFiles(dir: string): Router {
  const router = Router()
  router.use(
    '/assets',
    serveStatic(join(dir, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  )
  router.use(serveStatic(dir, { index: false, maxAge: 0 }))
  router.get('/*path', sendPage)
  router.get('/', sendPage)
  return router

  function sendPage(req: Asked, res: Answer) {
    // A missing script must not be answered with a page: the browser would try to run it.
    if (req.path.startsWith('/assets/')) throw new HttpError(404, 'no-such-file', 'No such file.')
    if (!existsSync(join(dir, 'index.html'))) {
      throw new HttpError(503, 'client-not-built', 'The client is not built yet: npm run build.')
    }
    res.set('Cache-Control', 'no-cache').sendFile('index.html', { root: dir })
  }
}
