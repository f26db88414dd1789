import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'

const ids = new WeakMap<object, string>()

/** The id under which a request stands in the log; also what a 500 answer refers to. */
export function requestId(req: object): string {
  const known = ids.get(req)
  if (known) return known
  const id = randomUUID()
  ids.set(req, id)
  return id
}

/**
 * One line a request, when it is answered: method, path, status, ms. Never a body, a cookie, an
 * authorization header or a query string, which may hold what people wrote.
 */
export function requestLog(log: Logger, now: () => number): RequestHandler {
  return (req, res, next) => {
    const started = now()
    const [path] = req.originalUrl.split('?')
    res.on('close', () => {
      const line = {
        id: requestId(req),
        method: req.method,
        path,
        status: res.statusCode,
        ms: now() - started,
        ...(!res.writableEnded && { aborted: true }),
      }
      if (res.statusCode >= 500) log.error(line, 'request')
      else log.debug(line, 'request')
    })
    next()
  }
}
