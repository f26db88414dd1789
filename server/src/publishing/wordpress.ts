import { escapeText } from '@dateline/shared/export/escape'
import type { ExportPackage } from '@dateline/shared/export/package'
import { contentMarker, renderWordPressBlocks } from '@dateline/shared/export/wordpress-blocks'
import { sha256Hex } from '@dateline/shared/facts/canonical'
import { ok, refused, type Answer, type RemoteCopy, type RemoteTarget } from './remote-target.ts'
import { contentHash, type PostContent } from './wordpress-content.ts'
import type { WordPressAnswer, WordPressSite } from './wordpress-site.ts'
import { tagIds } from './wordpress-tags.ts'

interface Post {
  readonly id: number
  readonly slug: string
  readonly status: string
  readonly link: string
  readonly title: { readonly raw: string }
  readonly content: { readonly raw: string }
  readonly excerpt: { readonly raw: string }
}

const FIELDS = 'id,slug,status,link,title,content,excerpt'

/**
 * One story in a plain WordPress, which knows no idempotency key and no conditional write. So a
 * post is first made as a draft under a marker that only this story has, found again by it (or by
 * the same marker in its content), and then updated by its id, which may be repeated at will.
 */
export class WordPress implements RemoteTarget {
  readonly #site: WordPressSite
  readonly #story: ExportPackage | undefined
  #isOurDraft = true

  constructor(site: WordPressSite, story?: ExportPackage) {
    this.#site = site
    this.#story = story
  }

  get payloadHash(): string {
    return contentHash(postContent(this.#known))
  }

  async check(): Promise<Answer<string>> {
    const me = await this.#site.me()
    if (me.kind !== 'ok') return me
    const { roles, can } = me.value
    const who = `the account “${this.#site.username}” (${roles.join(', ') || 'no role'})`
    if (!can('publish_posts') || !can('edit_published_posts')) {
      return refused(
        `${who[0]?.toUpperCase()}${who.slice(1)} may not publish posts. Give it the role Editor in WordPress.`,
      )
    }
    if (roles.includes('administrator')) {
      return ok(
        `It works, but ${who} can do everything on that site. Make an account with the role Editor for Dateline.`,
      )
    }
    return ok(`It works: ${who} can publish.`)
  }

  async find(): Promise<Answer<string | null>> {
    const marker = markerSlug(this.#known.storyId)
    const bySlug = await this.#search({ slug: marker })
    if (bySlug.kind !== 'ok') return bySlug
    const byContent = await this.#search({
      search: contentMarker(this.#known.storyId),
      search_columns: 'post_content',
    })
    if (byContent.kind !== 'ok') return byContent
    const mine = new RegExp(`[" ]${contentMarker(this.#known.storyId)}[" ]`)
    const posts = [
      ...bySlug.value,
      ...byContent.value.filter(({ content }) => mine.test(content.raw)),
    ]
    // What readers have comes first; of drafts, the first that was made.
    const best = posts.toSorted((a, b) => rank(a) - rank(b) || a.id - b.id)[0]
    return ok(best ? String(best.id) : null)
  }

  async create(): Promise<Answer<string>> {
    const answer = await this.#site.write('/wp/v2/posts', {
      status: 'draft',
      slug: markerSlug(this.#known.storyId),
      ...postContent(this.#known),
    })
    if (answer.kind !== 'ok') return answer
    const post = postOf(answer.value)
    this.#isOurDraft = true
    return post ? ok(String(post.id)) : { kind: 'lost', reason: NOT_A_POST }
  }

  async read(id: string): Promise<Answer<RemoteCopy>> {
    const answer = await this.#site.read(postPath(id), { context: 'edit', _fields: FIELDS })
    if (answer.kind !== 'ok') return answer
    if (answer.value.status >= 400) {
      return ok({ state: 'gone', hash: '', url: null, isOurDraft: false })
    }
    const post = postOf(answer.value)
    if (!post) return { kind: 'busy', reason: NOT_A_POST }
    this.#isOurDraft =
      post.status === 'draft' && post.slug.startsWith(markerSlug(this.#known.storyId))
    return ok({
      state: stateOf(post.status),
      hash: contentHash({
        title: post.title.raw,
        content: post.content.raw,
        excerpt: post.excerpt.raw,
      }),
      url: post.link,
      isOurDraft: this.#isOurDraft,
    })
  }

  async update(id: string): Promise<Answer<null>> {
    const { slug, tags, storyId } = this.#known
    const ids = await tagIds(this.#site, tags)
    if (ids.kind !== 'ok') return ids
    const answer = await this.#site.write(postPath(id), {
      status: 'publish',
      // Once readers have the address it stays: a new headline must not break links.
      ...(this.#isOurDraft && { slug: slug ?? `story-${storyId.slice(-8).toLowerCase()}` }),
      ...postContent(this.#known),
      // An empty list would take away tags that the desk there has added.
      ...(ids.value.length > 0 && { tags: ids.value }),
    })
    if (answer.kind !== 'ok') return answer
    if (answer.value.status >= 400)
      return { kind: 'lost', reason: 'The post is not there any more.' }
    return ok(null)
  }

  async #search(query: Record<string, string>): Promise<Answer<readonly Post[]>> {
    const answer = await this.#site.read('/wp/v2/posts', {
      ...query,
      status: 'any,trash',
      context: 'edit',
      per_page: '20',
      _fields: FIELDS,
    })
    if (answer.kind !== 'ok') return answer
    return Array.isArray(answer.value.json)
      ? ok(answer.value.json as readonly Post[])
      : { kind: 'busy', reason: NOT_A_POST }
  }

  get #known(): ExportPackage {
    if (!this.#story) throw new RangeError('opened without a story')
    return this.#story
  }
}

const NOT_A_POST = 'The site answered with something that is no post.'

const postPath = (id: string): string => `/wp/v2/posts/${encodeURIComponent(id)}`

/** WordPress lowers the case of slugs, so another id could not be told apart: those are hashed. */
export function markerSlug(storyId: string): string {
  return /^[a-z0-9]+$/.test(storyId) ? `nr-${storyId}` : `nr-${sha256Hex(storyId).slice(0, 24)}`
}

/** Titles and excerpts are HTML to WordPress: an unescaped `<y>` would vanish from the page. */
function postContent(story: ExportPackage): PostContent {
  return {
    title: escapeText(story.headline.text),
    content: renderWordPressBlocks(story),
    excerpt: escapeText(story.standfirst.text),
  }
}

function postOf({ json }: WordPressAnswer): Post | undefined {
  const post = json as Partial<Post> | null | undefined
  return typeof post?.id === 'number' && typeof post.content?.raw === 'string'
    ? (post as Post)
    : undefined
}

function stateOf(status: string): RemoteCopy['state'] {
  if (status === 'publish') return 'live'
  return status === 'trash' ? 'trashed' : 'hidden'
}

const rank = ({ status }: Post): number =>
  ['live', 'hidden', 'trashed', 'gone'].indexOf(stateOf(status))
