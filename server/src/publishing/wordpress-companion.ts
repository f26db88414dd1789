import { jsonLd } from '@dateline/shared/export/jsonld'
import { languageTag } from '@dateline/shared/export/language-tag'
import type { ExportPackage } from '@dateline/shared/export/package'
import { ok, type Answer } from './remote-target.ts'
import { answeredPost, markerSlug, type Post } from './wordpress-post.ts'
import type { WordPressSite } from './wordpress-site.ts'
import {
  GONE,
  LOCKED_CODES,
  NOT_A_POST,
  type PostWrite,
  type WordPressWay,
} from './wordpress-way.ts'

/** Where the companion plug-in answers; a site that has it says so there. */
export const COMPANION_PATH = '/newsroom/v1'

/**
 * A site with the companion plug-in (wordpress-plugin/): the story's own id names the post, a write
 * names the version it replaces, and machines get the facts in the page's head. So a create may be
 * repeated, and nobody at the site is ever overwritten unseen.
 */
export class CompanionWordPress implements WordPressWay {
  readonly #site: WordPressSite
  readonly #story: ExportPackage

  constructor(site: WordPressSite, story: ExportPackage) {
    this.#site = site
    this.#story = story
  }

  async find(): Promise<Answer<Post | null>> {
    const answer = await this.#site.read(this.#path)
    if (answer.kind !== 'ok') return answer
    if (answer.value.status >= 400) return ok(null)
    const post = answeredPost(answer.value)
    return post ? ok(post) : { kind: 'busy', reason: NOT_A_POST }
  }

  async create(post: PostWrite): Promise<Answer<Post>> {
    const body = { ...post, slug: markerSlug(this.#story.storyId) }
    const answer = await this.#put(body, { 'if-none-match': '*' })
    // It is there already: an earlier try came through after all.
    if (answer.kind !== 'moved') return answer
    const found = await this.find()
    if (found.kind !== 'ok') return found
    return found.value ? ok(found.value) : { kind: 'busy', reason: GONE }
  }

  async read(): Promise<Answer<Post | null | 'locked'>> {
    const answer = await this.#site.read(this.#path, {}, LOCKED_CODES)
    if (answer.kind !== 'ok') return answer
    const { status } = answer.value
    if (status === 401 || status === 403) return ok('locked')
    if (status >= 400) return ok(null)
    const post = answeredPost(answer.value)
    return post ? ok(post) : { kind: 'busy', reason: NOT_A_POST }
  }

  update(base: Post, post: PostWrite): Promise<Answer<Post>> {
    return this.#put(post, { 'if-match': `"${base.etag ?? ''}"` })
  }

  async #put(post: PostWrite, condition: Record<string, string>): Promise<Answer<Post>> {
    const { language, dir, revision, draft } = this.#story
    const isOut = post.status === 'publish'
    const answer = await this.#site.put(
      this.#path,
      {
        ...post,
        lang: languageTag(language),
        dir,
        revision,
        // Facts are for machines once readers have the words as well.
        jsonld: isOut && !draft ? jsonLd(this.#story) : null,
      },
      condition,
    )
    if (answer.kind !== 'ok') return answer
    const { status } = answer.value
    if (status === 412) return { kind: 'moved' }
    if (status >= 400) return { kind: 'lost', reason: GONE }
    const written = answeredPost(answer.value)
    return written ? ok(written) : { kind: 'lost', reason: NOT_A_POST }
  }

  get #path(): string {
    return `${COMPANION_PATH}/articles/${encodeURIComponent(this.#story.storyId)}`
  }
}
