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
}

export interface SitePost {
  readonly id: number
  readonly status: string
  readonly slug: string
  readonly title: string
  readonly content: string
  readonly excerpt: string
}
