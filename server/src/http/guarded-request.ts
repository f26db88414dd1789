import { err, type Result } from '@dateline/shared/result'

export interface GuardedRequest {
  readonly url: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** The site is on our own network: private and loopback addresses are allowed. */
  readonly allowPrivate?: boolean
  /** Redirects that are followed. Each is checked like the first. Default 3; 0 for writes. */
  readonly maxRedirects?: number
  /** Bytes of the answer's body. Default 5 MB. */
  readonly maxBytes?: number
  /** For the whole exchange, redirects included. Default 10 s. */
  readonly timeoutMs?: number
  /** Media types that are read, e.g. `text/html`; all when left out. */
  readonly accept?: readonly string[]
  readonly signal?: AbortSignal
}

export interface GuardedResponse {
  readonly status: number
  /** Lower-case names; of a repeated header, the values joined with a comma. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** Where the answer came from, after redirects. */
  readonly url: string
}

export const FETCH_REFUSALS = [
  'bad-url',
  'private-address',
  'not-found', // no such host
  'unreachable',
  'too-many-redirects',
  'wrong-type',
  'too-large',
  'timeout',
] as const
export interface FetchRefusal {
  readonly code: (typeof FETCH_REFUSALS)[number]
  /** One sentence for a person. Names the host, never what was sent. */
  readonly detail: string
  /** Whether the request may have reached the other side: a write must then not be repeated blindly. */
  readonly sent: boolean
}

export const refuse = (
  code: FetchRefusal['code'],
  detail: string,
  sent: boolean,
): Result<never, FetchRefusal> => err({ code, detail, sent })
