import { escapeText } from '@dateline/shared/export/escape'
import type { ExportPackage } from '@dateline/shared/export/package'
import { renderWordPressBlocks } from '@dateline/shared/export/wordpress-blocks'
import type { RemoteMedia } from '@dateline/shared/export/wordpress-pieces'
import { sha256Hex } from '@dateline/shared/facts/canonical'
import type { RemoteCopy } from './remote-target.ts'
import { contentHash, plainWords, type PostContent } from './wordpress-content.ts'
import type { WordPressAnswer } from './wordpress-site.ts'

/** A post as it is there, with raw fields; alike from core's API and from the companion's. */
export interface Post {
  readonly id: number
  readonly slug: string
  readonly status: string
  readonly link: string
  readonly title: string
  readonly content: string
  readonly excerpt: string
  readonly author: number
  readonly categories: readonly number[]
  readonly tags: readonly number[]
  readonly featuredMedia: number
  /** Of the companion, for its conditional write. */
  readonly etag?: string
}

/** What core's API is asked for. */
export const POST_FIELDS =
  'id,slug,status,link,title,content,excerpt,author,categories,tags,featured_media'

type Raw = { readonly raw?: string } | undefined

/** @returns undefined for anything that is no post */
export function postOf(json: unknown): Post | undefined {
  const post = json as
    | (Partial<Omit<Post, 'title' | 'content' | 'excerpt'>> & {
        title?: Raw
        content?: Raw
        excerpt?: Raw
        featured_media?: number
        etag?: string
      })
    | null
    | undefined
  if (typeof post?.id !== 'number' || typeof post.content?.raw !== 'string') return undefined
  return {
    id: post.id,
    slug: post.slug ?? '',
    status: post.status ?? '',
    link: post.link ?? '',
    title: post.title?.raw ?? '',
    content: post.content.raw,
    excerpt: post.excerpt?.raw ?? '',
    author: post.author ?? 0,
    categories: post.categories ?? [],
    tags: post.tags ?? [],
    featuredMedia: post.featured_media ?? 0,
    ...(post.etag !== undefined && { etag: post.etag }),
  }
}

export const answeredPost = ({ json }: WordPressAnswer): Post | undefined => postOf(json)

/** WordPress lowers the case of slugs, so another id could not be told apart: those are hashed. */
export function markerSlug(storyId: string): string {
  return /^[a-z0-9]+$/.test(storyId) ? `nr-${storyId}` : `nr-${sha256Hex(storyId).slice(0, 24)}`
}

/** Titles and excerpts are HTML to WordPress: an unescaped `<y>` would vanish from the page. */
export function postContent(
  story: ExportPackage,
  remote?: RemoteMedia,
  withByline = true,
): PostContent {
  return {
    title: escapeText(story.headline.text),
    content: renderWordPressBlocks(story, remote, withByline),
    excerpt: escapeText(story.standfirst.text),
  }
}

/** For a draft ahead of its time: pictures come when readers may see them. */
export const preparedContent = (story: ExportPackage, withByline: boolean): PostContent =>
  postContent(
    { ...story, body: story.body.filter(({ type }) => type !== 'figure') },
    undefined,
    withByline,
  )

export function copyOf(post: Post, storyId: string, siteUrl: string): RemoteCopy {
  return {
    state: stateOf(post.status),
    hash: contentHash(post),
    url: post.link,
    isOurDraft: isOurDraft(post, storyId),
    editUrl: `${siteUrl}/wp-admin/post.php?post=${post.id}&action=edit`,
    text: {
      headline: plainWords(post.title),
      standfirst: plainWords(post.excerpt),
      body: plainWords(post.content),
    },
  }
}

export const isOurDraft = ({ status, slug }: Post, storyId: string): boolean =>
  status === 'draft' && slug.startsWith(markerSlug(storyId))

export function stateOf(status: string): RemoteCopy['state'] {
  if (status === 'publish') return 'live'
  return status === 'trash' ? 'trashed' : 'hidden'
}
