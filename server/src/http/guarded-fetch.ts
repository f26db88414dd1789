import type { Result } from '@dateline/shared/result'
import { exchange, type Hop } from './guarded-exchange.ts'
import {
  refuse,
  type FetchRefusal,
  type GuardedRequest,
  type GuardedResponse,
} from './guarded-request.ts'

const MAX_REDIRECTS = 3
const TIMEOUT_MS = 10_000
const REDIRECTS = [301, 302, 303, 307, 308]
/** Never carried to another origin. */
const SECRET_HEADERS = ['authorization', 'cookie', 'proxy-authorization']

/**
 * Fetches what a person typed the address of, without letting them reach inside (rules I5–I7,
 * docs/rules/import.md): http and https only; the address is checked where the socket connects, so
 * a name that resolves differently the second time gains nothing; every redirect is checked again;
 * size, time and type are limited. Compressed answers are not asked for.
 */
export async function guardedFetch(
  request: GuardedRequest,
): Promise<Result<GuardedResponse, FetchRefusal>> {
  const timeout = AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS)
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout
  let hop: Hop = {
    url: request.url,
    method: request.method ?? 'GET',
    headers: { ...request.headers },
    body: request.body,
  }
  let left = request.maxRedirects ?? (isRead(hop.method) ? MAX_REDIRECTS : 0)
  for (;;) {
    const url = parseUrl(hop.url)
    if (!url) return refuse('bad-url', 'Only http and https addresses can be fetched.', false)
    const answer = await exchange(url, hop, request, signal)
    if (!answer.ok) return answer
    const { status, headers } = answer.value
    const location = headers['location']
    if (!REDIRECTS.includes(status) || location === undefined) return answer
    if (left === 0) {
      return refuse('too-many-redirects', `${url.host} redirects too often or elsewhere.`, true)
    }
    left -= 1
    hop = redirected(hop, url, location, status)
  }
}

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD'

function parseUrl(text: string, base?: URL): URL | undefined {
  const url = URL.canParse(text, base?.href) ? new URL(text, base?.href) : undefined
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined
}

function redirected(hop: Hop, from: URL, location: string, status: number): Hop {
  const to = parseUrl(location, from)
  const headers = { ...hop.headers }
  if (to?.origin !== from.origin) {
    for (const name of Object.keys(headers)) {
      if (SECRET_HEADERS.includes(name.toLowerCase())) delete headers[name]
    }
  }
  const keeps = status === 307 || status === 308 || isRead(hop.method)
  return {
    url: to?.href ?? location,
    method: keeps ? hop.method : 'GET',
    headers,
    body: keeps ? hop.body : undefined,
  }
}
