import { existsSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import {
  Router,
  static as serveStatic,
  type Request as Asked,
  type Response as Answer,
} from 'express'
import { HttpError } from './http-error.ts'
import { packed } from './packed-files.ts'

/**
 * The built client: hashed assets may be kept for ever, its page must be asked for every time. Any
 * other address is the client's own business (its router) and gets that page.
 */
export function clientFiles(dir: string): Router {
  const router = Router()
  router.use('/assets', packed(join(dir, 'assets')))
  router.use(
    '/assets',
    serveStatic(join(dir, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  )
  router.use(serveStatic(dir, { index: false, setHeaders: askEveryTime }))
  router.get('/*path', sendPage)
  router.get('/', sendPage)
  return router

  function sendPage(req: Asked, res: Answer) {
    // A missing script must not be answered with a page: the browser would try to run it.
    if (req.path.startsWith('/assets/')) throw new HttpError(404, 'no-such-file', 'No such file.')
    if (!existsSync(join(dir, 'index.html'))) {
      throw new HttpError(503, 'client-not-built', 'The client is not built yet: npm run build.')
    }
    askEveryTime(res)
    res.sendFile('index.html', { root: dir, cacheControl: false })
  }
}

/** The page, its service worker: whoever kept an old one would ask for scripts that are gone. */
const askEveryTime = (res: ServerResponse) => res.setHeader('Cache-Control', 'no-cache')
