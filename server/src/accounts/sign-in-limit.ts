import type { Request, RequestHandler } from 'express'
import { HttpError } from '../http/http-error.ts'

const MINUTE_MS = 60_000
/** Keys remembered at most: a scan from everywhere must not fill the memory. */
const MAX_KEYS = 10_000

/**
 * Lets one key (an address, say) try a password so many times a minute; then 429 with `Retry-After`.
 * Counted in fixed windows that start with a key's first try.
 */
export function signInLimit(
  perMinute: number,
  now: () => number,
  keyOf: (req: Request) => string,
): RequestHandler {
  const windows = new Map<string, { since: number; tries: number }>()
  return (req, res, next) => {
    const at = now()
    const key = keyOf(req)
    const known = windows.get(key)
    const current = known && at - known.since < MINUTE_MS ? known : { since: at, tries: 0 }
    current.tries += 1
    windows.delete(key)
    windows.set(key, current) // last in order: the one to forget last
    const [oldest] = windows.keys()
    if (windows.size > MAX_KEYS && oldest !== undefined) windows.delete(oldest)
    if (current.tries > perMinute) {
      const seconds = Math.ceil((current.since + MINUTE_MS - at) / 1000)
      res.set('Retry-After', String(seconds))
      throw new HttpError(
        429,
        'too-many-sign-ins',
        `Too many tries to sign in. Try again in ${seconds} s.`,
      )
    }
    next()
  }
}
