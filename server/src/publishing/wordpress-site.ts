import { guardedFetch } from '../http/guarded-fetch.ts'
import type { GuardedResponse } from '../http/guarded-request.ts'
import { ok, refused, type Answer } from './remote-target.ts'
import { wordPressTrouble } from './wordpress-trouble.ts'

export interface WordPressAccess {
  readonly url: string
  readonly username: string
  readonly password: string
  readonly allowPrivate: boolean
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

export interface WordPressAnswer {
  readonly status: number
  readonly json: unknown
}

const TIMEOUT_MS = 20_000
const MAX_BYTES = 20 * 1024 * 1024

/** Query parameters in order; WordPress tells `/wp-json/` and `?rest_route=` sites apart by these. */
export type Query = Readonly<Record<string, string>>

export interface WordPressAccount {
  readonly id: number
  readonly roles: readonly string[]
  readonly can: (right: string) => boolean
}

interface Asked {
  readonly query?: Query
  readonly json?: unknown
  readonly bytes?: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  readonly expected?: readonly string[]
  readonly statuses?: readonly number[]
  readonly isAccount?: boolean
}

/**
 * The REST API of one WordPress, signed in with an application password. 2xx and 404 are answers;
 * everything else is told as the trouble it is, in words.
 */
export class WordPressSite {
  readonly #access: WordPressAccess
  #usesRestRoute = false

  constructor(access: WordPressAccess) {
    this.#access = access
  }

  get username(): string {
    return this.#access.username
  }

  get url(): string {
    return this.#access.url
  }

  /** Asks; nothing is changed there, so a lost answer is no harm. */
  read(
    path: string,
    query: Query = {},
    expected: readonly string[] = [],
  ): Promise<Answer<WordPressAnswer>> {
    return this.#send('GET', path, { query, expected })
  }

  /**
   * Changes something; an answer that is lost leaves open whether it did.
   * @param expected codes of refusals that are an answer to the caller, e.g. `term_exists`
   */
  write(
    path: string,
    body: unknown,
    expected: readonly string[] = [],
  ): Promise<Answer<WordPressAnswer>> {
    return this.#send('POST', path, { json: body, expected })
  }

  /** Writes on a condition (`If-Match`, `If-None-Match`); 412 is an answer to the caller. */
  put(
    path: string,
    body: unknown,
    condition: Readonly<Record<string, string>>,
  ): Promise<Answer<WordPressAnswer>> {
    return this.#send('PUT', path, { json: body, headers: condition, statuses: [412] })
  }

  /** Puts a file into the media library. */
  upload(
    query: Query,
    file: { readonly bytes: Uint8Array; readonly mediaType: string; readonly name: string },
  ): Promise<Answer<WordPressAnswer>> {
    return this.#send('POST', '/wp/v2/media', {
      query,
      bytes: file.bytes,
      headers: {
        'content-type': file.mediaType,
        'content-disposition': `attachment; filename="${file.name}"`,
      },
    })
  }

  /**
   * Finds the REST API and who we are there. To be called first: a site without pretty addresses
   * answers only under `?rest_route=`.
   */
  async me(): Promise<Answer<WordPressAccount>> {
    const asked = { query: { context: 'edit' }, isAccount: true }
    const first = await this.#send('GET', '/wp/v2/users/me', asked)
    if (first.kind === 'ok' && isUser(first.value.json)) return ok(accountOf(first.value.json))
    const isElsewhere =
      first.kind === 'ok'
        ? first.value.status === 404
        : first.kind === 'refused' || first.kind === 'account'
    if (!isElsewhere || this.#usesRestRoute) {
      return first.kind === 'ok' ? this.#noApi() : first
    }
    this.#usesRestRoute = true
    const second = await this.#send('GET', '/wp/v2/users/me', asked)
    if (second.kind === 'ok' && isUser(second.value.json)) return ok(accountOf(second.value.json))
    this.#usesRestRoute = false
    if (first.kind !== 'ok') return first
    return second.kind === 'ok' ? this.#noApi() : second
  }

  #noApi(): Answer<never> {
    return refused(
      `There is no WordPress REST API at ${this.#access.url}. Check the address, and that no plug-in there switches the API off.`,
    )
  }

  async #send(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    asked: Asked,
  ): Promise<Answer<WordPressAnswer>> {
    const { username, password, allowPrivate, timeoutMs = TIMEOUT_MS, signal } = this.#access
    const isWrite = method !== 'GET'
    const body = asked.bytes ?? (asked.json === undefined ? undefined : JSON.stringify(asked.json))
    const answer = await guardedFetch({
      url: this.#address(path, asked.query ?? {}),
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`,
        accept: 'application/json',
        ...(asked.json !== undefined && { 'content-type': 'application/json' }),
        ...asked.headers,
      },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
      allowPrivate,
      timeoutMs,
      maxBytes: MAX_BYTES,
      maxRedirects: 0, // a redirect would drop the password or turn a POST into a GET
    })
    const isAccount = asked.isAccount ?? false
    if (!answer.ok) return wordPressTrouble({ refusal: answer.error, isWrite, username, isAccount })
    const { status, headers } = answer.value
    const json = jsonOf(answer.value)
    const isFound = (status >= 200 && status < 300) || status === 404 || status === 410
    const isExpected =
      (asked.statuses ?? []).includes(status) ||
      (status >= 400 && (asked.expected ?? []).includes(codeOf(json)))
    if ((isFound || isExpected) && (json !== undefined || status >= 400)) {
      return ok({ status, json })
    }
    return wordPressTrouble({ status, headers, json, isWrite, username, isAccount })
  }

  #address(path: string, query: Query): string {
    const parameters = new URLSearchParams(query)
    if (this.#usesRestRoute) {
      const route = new URLSearchParams({ rest_route: path, ...query })
      return `${this.#access.url}/?${route.toString()}`
    }
    const search = parameters.size > 0 ? `?${parameters.toString()}` : ''
    return `${this.#access.url}/wp-json${path}${search}`
  }
}

/** undefined when it is not JSON, as an error page or a log-in form is not. */
function jsonOf({ body }: GuardedResponse): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as unknown
  } catch {
    return undefined
  }
}

const codeOf = (json: unknown): string => (json as { code?: string } | null | undefined)?.code ?? ''

interface User {
  readonly id: number
  readonly roles?: readonly string[]
  readonly capabilities?: Readonly<Record<string, unknown>>
}

const isUser = (json: unknown): json is User =>
  typeof json === 'object' && json !== null && 'id' in json && 'capabilities' in json

const accountOf = ({ id, roles = [], capabilities = {} }: User): WordPressAccount => ({
  id,
  roles,
  can: (right: string) => capabilities[right] === true,
})
