import type { FetchRefusal } from '../http/guarded-request.ts'
import type { Answer } from './remote-target.ts'
import { retryAfter } from './retry-after.ts'
import { siteTrouble } from './site-trouble.ts'

interface Failed {
  readonly isWrite: boolean
  readonly refusal?: FetchRefusal
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
}

/** What a failed exchange with a Ghost means, and what to do about it, in words. */
export function ghostTrouble({
  isWrite,
  refusal,
  status = 0,
  headers = {},
  json,
}: Failed): Answer<never> {
  if (refusal) return siteTrouble(refusal, { isWrite, address: 'with https' })
  const after = retryAfter(headers['retry-after'])
  const wait = after === undefined ? {} : { retryAfterMs: after }
  const said = messageOf(json)
  if (status === 401 || status === 403) {
    return {
      kind: 'account',
      reason: `Ghost did not accept the Admin API key (${status})${said}. Enter it again under Admin, Sites: it stands under Integrations in Ghost.`,
    }
  }
  if (status === 409) return { kind: 'moved' }
  if (status === 429)
    return { kind: 'busy', reason: 'The site asks us to slow down (429).', ...wait }
  if (status >= 400 && status < 500) {
    return { kind: 'refused', reason: `Ghost refused the story (${status})${said}.` }
  }
  const reason =
    status >= 500
      ? `The site answered with an error (${status})${said}.`
      : 'The site answered with something else than its Admin API: a maintenance page or a log-in form.'
  return { kind: isWrite ? 'lost' : 'busy', reason, ...wait }
}

/** Ghost's own sentence, in brackets. */
function messageOf(json: unknown): string {
  const [first] =
    (json as { errors?: { message?: unknown; context?: unknown }[] } | null)?.errors ?? []
  const message = [first?.message, first?.context].find((text) => typeof text === 'string' && text)
  return typeof message === 'string' ? ` (${message.slice(0, 300)})` : ''
}
