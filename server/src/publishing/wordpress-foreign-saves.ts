import { postPath } from './wordpress-bare.ts'
import { contentHash } from './wordpress-content.ts'
import type { WordPressSite } from './wordpress-site.ts'

interface Revision {
  readonly id: number
  readonly author: number
  readonly slug: string
  readonly title: { readonly raw: string }
  readonly content: { readonly raw: string }
  readonly excerpt: { readonly raw: string }
}

/**
 * Who else saved a post around our write, which plain WordPress cannot make conditional (decision
 * 0006): the revisions that came between our look and our look back. An autosave is none: it leaves
 * the post as it is.
 */
export class ForeignSaves {
  readonly #site: WordPressSite
  #last: number | undefined

  constructor(site: WordPressSite) {
    this.#site = site
  }

  /** Remembers where the post stands before we write. */
  async mark(postId: string): Promise<void> {
    this.#last = Math.max(0, ...(await this.#revisions(postId)).map(({ id }) => id))
  }

  /** @returns in words, who saved something else than ours meanwhile */
  async since(postId: string, ours: string, me: number): Promise<string | undefined> {
    const last = this.#last
    if (last === undefined) return undefined
    const foreign = (await this.#revisions(postId)).find(
      ({ id, author, title, content, excerpt }) =>
        id > last &&
        (author !== me ||
          contentHash({ title: title.raw, content: content.raw, excerpt: excerpt.raw }) !== ours),
    )
    if (!foreign) return undefined
    return `It was ${await this.#name(foreign.author)}; their version is among the post’s revisions there.`
  }

  /** The latest few. A site that keeps none, or does not show them, has nothing to say. */
  async #revisions(postId: string): Promise<readonly Revision[]> {
    const answer = await this.#site.read(
      `${postPath(postId)}/revisions`,
      { context: 'edit', per_page: '5', _fields: 'id,author,slug,title,content,excerpt' },
      ['rest_cannot_read', 'rest_forbidden', 'rest_post_invalid_parent', 'rest_no_route'],
    )
    if (answer.kind !== 'ok' || !Array.isArray(answer.value.json)) return []
    return (answer.value.json as readonly Revision[]).filter(({ slug }) => !/autosave/.test(slug))
  }

  async #name(author: number): Promise<string> {
    const answer = await this.#site.read(`/wp/v2/users/${author}`, { _fields: 'name' }, [
      'rest_user_cannot_view',
      'rest_user_invalid_id',
    ])
    const name = answer.kind === 'ok' ? (answer.value.json as { name?: unknown } | null)?.name : ''
    return typeof name === 'string' && name !== '' ? name : `user ${author}`
  }
}
