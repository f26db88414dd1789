import type { ErrorRequestHandler, RequestHandler } from 'express'
import type { Logger } from 'pino'
import { HttpError } from './http-error.ts'
import { asHttpError, problemOf } from './problem.ts'
import { requestId } from './request-log.ts'

/** The one place that answers errors: application/problem+json, whatever was thrown. */
export function errorHandler(log: Logger): ErrorRequestHandler {
  return (thrown, req, res, next) => {
    const reference = requestId(req)
    const error = asHttpError(thrown, reference)
    if (error.status >= 500) log.error({ err: thrown as unknown, reference }, 'request failed')
    if (res.headersSent) return next(thrown) // too late for an answer: the connection is cut
    res
      .status(error.status)
      .type('application/problem+json')
      .send(JSON.stringify(problemOf(error)))
  }
}

/** For every path of the API that no route took. */
export const noSuchRoute: RequestHandler = (req) => {
  throw new HttpError(
    404,
    'no-such-route',
    `There is nothing at ${req.method} ${req.baseUrl + req.path}.`,
  )
}
