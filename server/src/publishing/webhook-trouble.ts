import type { Result } from '@dateline/shared/result'
import type { FetchRefusal, GuardedResponse } from '../http/guarded-request.ts'
import type { Answer } from './remote-target.ts'
import { retryAfter } from './retry-after.ts'

/** What a receiver's answer means that is no acceptance, in words (rule PS6). */
export function webhookTrouble(fetched: Result<GuardedResponse, FetchRefusal>): Answer<never> {
  if (!fetched.ok) return ofNetwork(fetched.error)
  const { status, headers } = fetched.value
  const after = retryAfter(headers['retry-after'])
  const wait = after === undefined ? {} : { retryAfterMs: after }
  if (status === 410) {
    return {
      kind: 'account',
      reason:
        'The receiver says that it is gone for good (410). Remove the webhook, or give it its new address.',
    }
  }
  if (status === 401 || status === 403) {
    return {
      kind: 'account',
      reason: `The receiver does not accept our signature (${status}). Give it the current signing key.`,
    }
  }
  if (status === 409 || status === 412) {
    return {
      kind: 'conflict',
      reason: `The receiver says that it has another version (${status}). Look there, then publish anew.`,
    }
  }
  if (status === 429)
    return { kind: 'busy', reason: 'The receiver asks us to slow down (429).', ...wait }
  if (status >= 300 && status < 500) {
    return { kind: 'refused', reason: `The receiver refused the story (${status}).` }
  }
  return { kind: 'lost', reason: `The receiver answered with an error (${status}).`, ...wait }
}

function ofNetwork({ code, detail, sent }: FetchRefusal): Answer<never> {
  if (code === 'private-address') {
    return {
      kind: 'account',
      reason: `${detail} If the receiver is on your own network, allow private addresses for this target.`,
    }
  }
  if (code === 'too-many-redirects') {
    const reason = 'The receiver sends us on to another address. Enter that one under Admin, Sites.'
    return { kind: 'account', reason }
  }
  if (code === 'bad-url') return { kind: 'account', reason: detail }
  return { kind: sent ? 'lost' : 'busy', reason: detail }
}
