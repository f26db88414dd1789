import { STATUS_CODES } from 'node:http'
import type { Problem } from '@dateline/shared/api/problem'
import { isOutage } from '../store/postgres/outage.ts'
import { HttpError } from './http-error.ts'

/** What the body parser and the router throw at bad input, by their stable `type` or status. */
const BAD_INPUT: Readonly<Record<string, { code: string; detail: string }>> = {
  'entity.parse.failed': {
    code: 'malformed-json',
    detail: 'The body is not well-formed JSON. Check its quotes, commas and brackets.',
  },
  'entity.too.large': {
    code: 'too-large',
    detail: 'The body is larger than this server takes. Send it in smaller pieces.',
  },
  'encoding.unsupported': {
    code: 'unsupported-encoding',
    detail: 'The body is compressed in a way this server does not read. Send it plain or gzipped.',
  },
  'charset.unsupported': {
    code: 'unsupported-charset',
    detail: 'The body is not in UTF-8. Send it in UTF-8.',
  },
}

/** The problem document of an expected refusal (RFC 9457); `code` is stable, for programs. */
export function problemOf(error: HttpError): Problem & Record<string, unknown> {
  return {
    ...error.extra,
    type: `urn:dateline:problem:${error.code}`,
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    detail: error.message,
    code: error.code,
  }
}

/**
 * Any thrown value as the refusal it means. What nobody expected becomes a 500 that says nothing of
 * the inside; `reference` finds it in the log.
 */
export function asHttpError(thrown: unknown, reference: string): HttpError {
  if (thrown instanceof HttpError) return thrown
  if (thrown instanceof URIError) {
    return new HttpError(400, 'bad-address', 'The address holds a broken %-escape.')
  }
  const { status, type } = badInputOf(thrown)
  if (status !== undefined && status >= 400 && status < 500) {
    const known = BAD_INPUT[type ?? '']
    return new HttpError(
      status,
      known?.code ?? 'bad-request',
      known?.detail ?? 'The server could not read this request.',
    )
  }
  if (isOutage(thrown)) return databaseAway(thrown)
  return new HttpError(
    500,
    'server-error',
    `Something went wrong on the server. Try again; if it stays, tell whoever runs it: ${reference}.`,
    { reference },
  )
}

export const databaseAway = (cause: unknown): HttpError =>
  Object.assign(
    new HttpError(
      503,
      'database-away',
      'The server cannot reach its database right now. Try again in a moment.',
    ),
    { cause },
  )

function badInputOf(thrown: unknown): { status?: number; type?: string } {
  if (typeof thrown !== 'object' || thrown === null) return {}
  const { status, type } = thrown as { status?: unknown; type?: unknown }
  return {
    ...(typeof status === 'number' && { status }),
    ...(typeof type === 'string' && { type }),
  }
}
