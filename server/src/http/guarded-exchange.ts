import { lookup as resolve, type LookupAddress } from 'node:dns'
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { ok, type Result } from '@dateline/shared/result'
import {
  refuse,
  type FetchRefusal,
  type GuardedRequest,
  type GuardedResponse,
} from './guarded-request.ts'
import { isPublicAddress } from './public-address.ts'

const MAX_BYTES = 5 * 1024 * 1024

/** The name's address, checked at the moment of connecting: no second look-up can differ. */
function guardedLookup(allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, '', 4)
      const allowed = allowPrivate
        ? addresses
        : addresses.filter(({ address }) => isPublicAddress(address))
      const [first] = allowed
      if (!first) return callback(new PrivateAddress(), '', 4)
      if (options.all) return callback(null, allowed)
      return callback(null, first.address, first.family)
    })
  }
}

class PrivateAddress extends Error {}

/** What one request of a chain of redirects asks for. */
export interface Hop {
  readonly url: string
  readonly method: string
  readonly headers: Record<string, string>
  readonly body: string | Uint8Array | undefined
}

/** One request, answered or refused. Redirects are the caller's. */
export function exchange(
  url: URL,
  hop: Hop,
  request: GuardedRequest,
  signal: AbortSignal,
): Promise<Result<GuardedResponse, FetchRefusal>> {
  const allowPrivate = request.allowPrivate ?? false
  // A literal address is never looked up, so it is checked here.
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) && !allowPrivate && !isPublicAddress(literal)) {
    return Promise.resolve(privateAddress(url))
  }
  const options: RequestOptions = {
    method: hop.method,
    headers: {
      'user-agent': 'Dateline newsroom',
      'accept-encoding': 'identity',
      ...hop.headers,
    },
    lookup: guardedLookup(allowPrivate),
    agent: false, // a socket is never shared with a request that was checked by other rules
    signal,
  }
  return new Promise((done) => {
    let sent = false
    const fail = (error: Error) => done(failure(url, error, signal, sent))
    const start = url.protocol === 'https:' ? requestHttps : requestHttp
    const outgoing = start(url, options, (incoming) => {
      done(
        readAnswer(url, incoming, request).catch((error: Error) =>
          failure(url, error, signal, true),
        ),
      )
    })
    outgoing.on('socket', (socket) => socket.once('connect', () => (sent = true)))
    outgoing.on('error', fail)
    outgoing.end(hop.body)
  })
}

async function readAnswer(
  url: URL,
  incoming: IncomingMessage,
  request: GuardedRequest,
): Promise<Result<GuardedResponse, FetchRefusal>> {
  const headers = Object.fromEntries(
    Object.entries(incoming.headersDistinct).map(([name, values]) => [name, values?.join(', ')]),
  ) as Record<string, string>
  const status = incoming.statusCode ?? 0
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const isAnswer = status >= 200 && status < 300
  if (isAnswer && request.accept && !request.accept.includes(type)) {
    incoming.destroy()
    const detail = `${url.host} sent ${type || 'something without a type'}, not a page of text.`
    return refuse('wrong-type', detail, true)
  }
  const limit = request.maxBytes ?? MAX_BYTES
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) {
      incoming.destroy()
      return refuse('too-large', `${url.host} sent more than ${limit} bytes.`, true)
    }
    chunks.push(chunk)
  }
  return ok({ status, headers, body: Buffer.concat(chunks), url: url.href })
}

const privateAddress = (url: URL) =>
  refuse('private-address', `${url.host} is not on the open internet, so it is not fetched.`, false)

function failure(
  url: URL,
  error: Error,
  signal: AbortSignal,
  sent: boolean,
): Result<GuardedResponse, FetchRefusal> {
  if (error instanceof PrivateAddress) return privateAddress(url)
  if (signal.aborted) return refuse('timeout', `${url.host} did not answer in time.`, sent)
  const code = 'code' in error ? String(error.code) : undefined
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return refuse(
      'not-found',
      `There is no host ${url.hostname}, or its name cannot be looked up.`,
      false,
    )
  }
  return refuse('unreachable', `${url.host} cannot be reached (${code ?? error.message}).`, sent)
}
