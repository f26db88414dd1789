/** A WordPress that tests may write to. */
export interface Site {
  readonly url: string
  readonly username: string
  readonly password: string
  /** Everything there that holds these words, in any state, as an editor sees it. */
  postsWith(words: string): Promise<readonly SitePost[]>
  add(post: Record<string, unknown>): Promise<void>
  /** What somebody at the site's own desk does. */
  change(id: number, change: Record<string, unknown>): Promise<void>
  remove(id: number, isForGood: boolean): Promise<void>
  /** What the editor there saves by itself, without changing the post. */
  autosave(id: number, content: string): Promise<void>
  /** Titles of a post's revisions. */
  revisions(id: number): Promise<readonly string[]>
  /** Files of the library under this slug. */
  media(slug: string): Promise<readonly { readonly id: number; readonly alt: string }[]>
  /** @returns its id */
  category(name: string): Promise<number>
  userId(login: string): Promise<number>
}

export interface SitePost {
  readonly id: number
  readonly status: string
  readonly slug: string
  readonly title: string
  readonly content: string
  readonly excerpt: string
  readonly author: number
  readonly categories: readonly number[]
  readonly featuredMedia: number
}
