import type { RequestHandler } from 'express'
import { HttpError } from '../http/http-error.ts'

const MINUTE_MS = 60_000
/** Addresses remembered at most: a scan from everywhere must not fill the memory. */
const MAX_ADDRESSES = 10_000

/**
 * Lets one address try to sign in so many times a minute; then 429 with `Retry-After`. Counted in
 * fixed windows that start with an address's first try.
 */
export function signInLimit(perMinute: number, now: () => number): RequestHandler {
  const windows = new Map<string, { since: number; tries: number }>()
  return (req, res, next) => {
    const at = now()
    const address = req.ip ?? 'unknown'
    const known = windows.get(address)
    const current = known && at - known.since < MINUTE_MS ? known : { since: at, tries: 0 }
    current.tries += 1
    windows.delete(address)
    windows.set(address, current) // last in order: the one to forget last
    const [oldest] = windows.keys()
    if (windows.size > MAX_ADDRESSES && oldest !== undefined) windows.delete(oldest)
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
