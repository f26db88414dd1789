import { contentMarker } from '@dateline/shared/export/wordpress-blocks'
import { ok, type Answer } from './remote-target.ts'
import {
  answeredPost,
  markerSlug,
  POST_FIELDS,
  postOf,
  stateOf,
  type Post,
} from './wordpress-post.ts'
import type { WordPressSite } from './wordpress-site.ts'
import {
  GONE,
  LOCKED_CODES,
  NOT_A_POST,
  type PostWrite,
  type WordPressWay,
} from './wordpress-way.ts'

/**
 * Core's own API, which knows no idempotency key and no conditional write. So a post is first made
 * as a draft under a marker that only this story has, found again by it (or by the same marker in
 * its content), and then updated by its id, which may be repeated at will.
 */
export class BareWordPress implements WordPressWay {
  readonly #site: WordPressSite
  readonly #storyId: string

  constructor(site: WordPressSite, storyId: string) {
    this.#site = site
    this.#storyId = storyId
  }

  async find(): Promise<Answer<Post | null>> {
    const bySlug = await this.#search({ slug: markerSlug(this.#storyId) })
    if (bySlug.kind !== 'ok') return bySlug
    const byContent = await this.#search({
      search: contentMarker(this.#storyId),
      search_columns: 'post_content',
    })
    if (byContent.kind !== 'ok') return byContent
    const mine = new RegExp(`[" ]${contentMarker(this.#storyId)}[" ]`)
    const posts = [...bySlug.value, ...byContent.value.filter(({ content }) => mine.test(content))]
    // What readers have comes first; of drafts, the first that was made.
    return ok(posts.toSorted((a, b) => rank(a) - rank(b) || a.id - b.id)[0] ?? null)
  }

  async create(post: PostWrite): Promise<Answer<Post>> {
    const body = { ...post, slug: markerSlug(this.#storyId) }
    const answer = await this.#site.write('/wp/v2/posts', body)
    if (answer.kind !== 'ok') return answer
    const made = answeredPost(answer.value)
    return made ? ok(made) : { kind: 'lost', reason: NOT_A_POST }
  }

  async read(id: string): Promise<Answer<Post | null | 'locked'>> {
    const query = { context: 'edit', _fields: POST_FIELDS }
    const answer = await this.#site.read(postPath(id), query, LOCKED_CODES)
    if (answer.kind !== 'ok') return answer
    const { status } = answer.value
    if (status === 401 || status === 403) return ok('locked')
    if (status >= 400) return ok(null)
    const post = answeredPost(answer.value)
    return post ? ok(post) : { kind: 'busy', reason: NOT_A_POST }
  }

  async update(base: Post, post: PostWrite): Promise<Answer<Post>> {
    const answer = await this.#site.write(postPath(String(base.id)), post)
    if (answer.kind !== 'ok') return answer
    if (answer.value.status >= 400) return { kind: 'lost', reason: GONE }
    const written = answeredPost(answer.value)
    return written ? ok(written) : { kind: 'lost', reason: NOT_A_POST }
  }

  async #search(query: Record<string, string>): Promise<Answer<readonly Post[]>> {
    const answer = await this.#site.read('/wp/v2/posts', {
      ...query,
      status: 'any,trash',
      context: 'edit',
      per_page: '20',
      _fields: POST_FIELDS,
    })
    if (answer.kind !== 'ok') return answer
    const { json } = answer.value
    if (!Array.isArray(json)) return { kind: 'busy', reason: NOT_A_POST }
    return ok(json.map(postOf).filter((post) => post !== undefined))
  }
}

export const postPath = (id: string): string => `/wp/v2/posts/${encodeURIComponent(id)}`

const rank = ({ status }: Post): number =>
  ['live', 'hidden', 'trashed', 'gone'].indexOf(stateOf(status))
