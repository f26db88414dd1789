import type { RequestHandler } from 'express'
import { HttpError } from './http-error.ts'

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/**
 * Another site's page must not act with a person's cookie. What changes something needs an Origin
 * that is ours, unless it carries a bearer token, which no other page can send along, or neither a
 * cookie nor an Origin, which no browser does.
 */
export function sameOrigin(publicUrl: string | undefined): RequestHandler {
  return (req, _res, next) => {
    const { origin, host, cookie, authorization } = req.headers
    const harmless =
      SAFE.includes(req.method) ||
      /^bearer /i.test(authorization ?? '') ||
      (origin === undefined && cookie === undefined)
    if (!harmless && !isOurs(origin, host, publicUrl)) {
      throw new HttpError(
        403,
        'foreign-origin',
        'With a session cookie this needs an Origin header of this site. Programs: send a bearer token.',
      )
    }
    next()
  }
}

/** Our own host, or where the configuration says people reach us. */
function isOurs(
  origin: string | undefined,
  host: string | undefined,
  publicUrl: string | undefined,
): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true
  return host !== undefined && new URL(origin).host === host
}
