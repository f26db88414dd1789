import type { Answer } from './remote-target.ts'
import type { Post } from './wordpress-post.ts'

/** What a post shall hold; what is left out stays as it is there. */
export interface PostWrite {
  readonly status: 'draft' | 'publish'
  readonly slug?: string
  readonly title?: string
  readonly content?: string
  readonly excerpt?: string
  readonly categories?: readonly number[]
  readonly tags?: readonly number[]
  readonly featured_media?: number
  readonly author?: number
  /** Releases a post that somebody scheduled there. */
  readonly date_gmt?: string
}

/** One of the two ways to a post of ours: core's own API, or the companion plug-in's. */
export interface WordPressWay {
  find(): Promise<Answer<Post | null>>
  create(post: PostWrite): Promise<Answer<Post>>
  /** @returns null when it is gone, 'locked' when our account may not touch it */
  read(id: string): Promise<Answer<Post | null | 'locked'>>
  /** @param base the post as it was read */
  update(base: Post, post: PostWrite): Promise<Answer<Post>>
}

export const NOT_A_POST = 'The site answered with something that is no post.'
export const GONE = 'The post is not there any more.'
/** Told for one post, with a sound account: somebody else's by now. */
export const LOCKED_CODES = ['rest_cannot_edit', 'rest_forbidden_context', 'rest_forbidden']
