import type { IncomingHttpHeaders } from 'node:http'
import { isLoopback } from '../config.ts'

/** What a proxy says of whom it speaks for. */
const PASSED_ON = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

/**
 * Was this asked on this machine, of this machine? Not by somebody whom a proxy let through, and not
 * by another site's page whose name was made to point here (its Host gives that away).
 */
export function isFromHere(headers: IncomingHttpHeaders): boolean {
  const origin = `http://${headers.host ?? ''}`
  return (
    URL.canParse(origin) &&
    isLoopback(new URL(origin).hostname) &&
    PASSED_ON.every((name) => headers[name] === undefined)
  )
}
