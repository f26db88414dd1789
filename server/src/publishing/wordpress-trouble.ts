import type { FetchRefusal } from '../http/guarded-request.ts'
import type { Answer } from './remote-target.ts'
import { retryAfter } from './retry-after.ts'
import { siteTrouble } from './site-trouble.ts'

interface Failed {
  readonly isWrite: boolean
  readonly username: string
  readonly refusal?: FetchRefusal
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  /** It was about the account itself, not about one post. */
  readonly isAccount?: boolean
}

/** What a failed exchange with a WordPress means, and what to do about it, in words. */
export function wordPressTrouble(failed: Failed): Answer<never> {
  const { refusal, status = 0, headers = {}, isWrite, username } = failed
  if (refusal) return siteTrouble(refusal, { isWrite, address: 'with https, with or without www' })
  const said = messageOf(failed.json)
  const after = retryAfter(headers['retry-after'])
  const wait = after === undefined ? {} : { retryAfterMs: after }
  if (status === 401) {
    return {
      kind: 'account',
      reason: `WordPress did not accept the user name “${username}” with this application password. Enter them again under Admin, Sites. If they are right, the site may be dropping the Authorization header.`,
    }
  }
  if (status === 403) {
    return {
      kind: failed.isAccount === true || failed.json === undefined ? 'account' : 'refused',
      reason: `WordPress does not let the account “${username}” do this${said}. It needs the role Editor, and no security plug-in in the way.`,
    }
  }
  if (status === 429) {
    return { kind: 'busy', reason: 'The site asks us to slow down (429).', ...wait }
  }
  if (status >= 400 && status < 500) {
    return { kind: 'refused', reason: `WordPress refused the story (${status})${said}.` }
  }
  if (codeOf(failed.json) === 'rest_upload_unknown_error') {
    // Told as a 500, but no repetition makes the site take this type of file.
    return { kind: 'refused', reason: `WordPress does not take this kind of file${said}.` }
  }
  // 5xx, or a page where JSON should be: a write may have been carried out all the same.
  const reason =
    status >= 500
      ? `The site answered with an error (${status})${said}.`
      : 'The site answered with something else than its REST API: a maintenance page, a log-in form or a broken plug-in.'
  return { kind: isWrite ? 'lost' : 'busy', reason, ...wait }
}

const codeOf = (json: unknown): unknown => (json as { code?: unknown } | null | undefined)?.code

/** WordPress's own sentence, without its tags, in brackets. */
function messageOf(json: unknown): string {
  const message = (json as { message?: unknown } | null | undefined)?.message
  if (typeof message !== 'string' || message === '') return ''
  return ` (${message.replaceAll(/<[^>]*>/g, '').slice(0, 300)})`
}
