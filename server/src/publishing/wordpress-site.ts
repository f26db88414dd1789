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

  /** Asks; nothing is changed there, so a lost answer is no harm. */
  read(path: string, query: Query = {}): Promise<Answer<WordPressAnswer>> {
    return this.#send('GET', path, query)
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
    return this.#send('POST', path, {}, JSON.stringify(body), expected)
  }

  /**
   * Finds the REST API and who we are there. To be called first: a site without pretty addresses
   * answers only under `?rest_route=`.
   */
  async me(): Promise<Answer<{ roles: readonly string[]; can: (right: string) => boolean }>> {
    const first = await this.#send('GET', '/wp/v2/users/me', { context: 'edit' })
    if (first.kind === 'ok' && isUser(first.value.json)) return ok(accountOf(first.value.json))
    const isElsewhere = first.kind === 'ok' ? first.value.status === 404 : first.kind === 'refused'
    if (!isElsewhere || this.#usesRestRoute) {
      return first.kind === 'ok' ? this.#noApi() : first
    }
    this.#usesRestRoute = true
    const second = await this.#send('GET', '/wp/v2/users/me', { context: 'edit' })
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
    method: 'GET' | 'POST',
    path: string,
    query: Query,
    body?: string,
    expected: readonly string[] = [],
  ): Promise<Answer<WordPressAnswer>> {
    const { username, password, allowPrivate, timeoutMs = TIMEOUT_MS, signal } = this.#access
    const isWrite = method === 'POST'
    const answer = await guardedFetch({
      url: this.#address(path, query),
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`,
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
      allowPrivate,
      timeoutMs,
      maxBytes: MAX_BYTES,
      maxRedirects: 0, // a redirect would drop the password or turn a POST into a GET
    })
    if (!answer.ok) return wordPressTrouble({ refusal: answer.error, isWrite, username })
    const { status, headers } = answer.value
    const json = jsonOf(answer.value)
    const isFound = (status >= 200 && status < 300) || status === 404 || status === 410
    const isAnswer = isFound || (status >= 400 && expected.includes(codeOf(json)))
    if (isAnswer && (json !== undefined || status >= 400)) return ok({ status, json })
    return wordPressTrouble({ status, headers, json, isWrite, username })
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

const accountOf = ({ roles = [], capabilities = {} }: User) => ({
  roles,
  can: (right: string) => capabilities[right] === true,
})
