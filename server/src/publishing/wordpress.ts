import type { TargetSettings } from '@dateline/shared/api/contracts'
import type { ExportPackage } from '@dateline/shared/export/package'
import type { MediaStore } from '../media/media-store.ts'
import {
  ok,
  type Answer,
  type Checked,
  type RemoteCopy,
  type RemoteTarget,
} from './remote-target.ts'
import type { Goal } from './send-machine.ts'
import { BareWordPress } from './wordpress-bare.ts'
import { COMPANION_PATH, CompanionWordPress } from './wordpress-companion.ts'
import { contentHash } from './wordpress-content.ts'
import { ForeignSaves } from './wordpress-foreign-saves.ts'
import { WordPressMedia } from './wordpress-media.ts'
import { copyOf, isOurDraft, postContent, preparedContent, type Post } from './wordpress-post.ts'
import type { WordPressAccount, WordPressSite } from './wordpress-site.ts'
import { tagIds } from './wordpress-tags.ts'
import type { PostWrite, WordPressWay } from './wordpress-way.ts'

/**
 * One story in a WordPress: what a post of ours holds, whichever way it goes there. The companion
 * plug-in is used wherever a site has it.
 */
export class WordPress implements RemoteTarget {
  readonly #site: WordPressSite
  readonly #story: ExportPackage | undefined
  readonly #settings: TargetSettings
  readonly #saves: ForeignSaves
  readonly #media: WordPressMedia
  #account: WordPressAccount | undefined
  #way: WordPressWay | undefined
  #seen: Post | undefined
  /** What our own last update asked for, to be found again. */
  #sent: { readonly write: PostWrite; readonly hash: string } | undefined

  constructor(
    site: WordPressSite,
    settings: TargetSettings,
    files: MediaStore,
    story?: ExportPackage,
  ) {
    this.#site = site
    this.#media = new WordPressMedia(site, files)
    this.#settings = settings
    this.#story = story
    this.#saves = new ForeignSaves(site)
  }

  async hashOf(story: ExportPackage, goal: Goal): Promise<string> {
    const withByline = this.#authorOf(story) === undefined
    if (goal === 'prepare') return contentHash(preparedContent(story, withByline))
    await this.#media.find(story.media)
    return contentHash(postContent(story, this.#media.remote, withByline))
  }

  async check(): Promise<Answer<Checked>> {
    const me = await this.#site.me()
    // Whatever refuses the account refuses every story.
    if (me.kind !== 'ok') return me.kind === 'refused' ? { ...me, kind: 'account' } : me
    this.#account = me.value
    const { roles, can } = me.value
    const who = `the account “${this.#site.username}” (${roles.join(', ') || 'no role'})`
    if (!can('publish_posts') || !can('edit_published_posts')) {
      const reason = `${capital(who)} may not publish posts. Give it the role Editor in WordPress.`
      return { kind: 'account', reason }
    }
    const companion = await this.#site.read(COMPANION_PATH)
    if (companion.kind !== 'ok') return companion
    const hasCompanion = companion.value.status < 400
    if (this.#story) {
      this.#way = hasCompanion
        ? new CompanionWordPress(this.#site, this.#story)
        : new BareWordPress(this.#site, this.#story.storyId)
    }
    const how = hasCompanion
      ? 'The companion plug-in is there: nobody is overwritten, and search engines get the facts.'
      : 'The site has no companion plug-in; it works without.'
    const warning = warningAbout(who, me.value, this.#settings)
    return ok({
      message: `It works: ${who} can publish. ${how}`,
      ...(warning !== undefined && { warning }),
    })
  }

  async find(): Promise<Answer<string | null>> {
    const found = await this.#on.find()
    return found.kind === 'ok' ? ok(found.value ? String(found.value.id) : null) : found
  }

  async create(): Promise<Answer<string>> {
    const withByline = this.#authorOf(this.#known) === undefined
    const words = preparedContent(this.#known, withByline)
    const made = await this.#on.create({ status: 'draft', ...words })
    if (made.kind !== 'ok') return made
    this.#seen = made.value
    return ok(String(made.value.id))
  }

  async read(id: string): Promise<Answer<RemoteCopy>> {
    const answer = await this.#on.read(id)
    if (answer.kind !== 'ok') return answer
    const post = answer.value
    if (post === null || post === 'locked') {
      return ok({ state: post ?? 'gone', hash: '', url: null, isOurDraft: false })
    }
    this.#seen = post
    const copy = copyOf(post, this.#known.storyId, this.#site.url)
    const sent = this.#sent
    if (!sent) {
      await this.#saves.mark(id)
      return ok(copy)
    }
    const overtakenBy = await this.#saves.since(id, sent.hash, this.#account?.id ?? 0)
    const differences = this.#differences(post, sent.write)
    return ok({ ...copy, differences, ...(overtakenBy !== undefined && { overtakenBy }) })
  }

  async update(id: string, goal: Goal): Promise<Answer<null>> {
    const base = await this.#base(id)
    if (base.kind !== 'ok') return base
    const write = await this.#write(base.value, goal)
    if (write.kind !== 'ok') return write
    const answer = await this.#on.update(base.value, write.value)
    if (answer.kind !== 'ok') return answer
    this.#sent = { write: write.value, hash: await this.hashOf(this.#known, goal) }
    return ok(null)
  }

  /** The post as it was just read or made. */
  async #base(id: string): Promise<Answer<Post>> {
    if (this.#seen && String(this.#seen.id) === id) return ok(this.#seen)
    const answer = await this.#on.read(id)
    if (answer.kind !== 'ok') return answer
    const post = answer.value
    if (post && post !== 'locked') return ok(post)
    return { kind: 'busy', reason: 'The post is not there any more.' }
  }

  async #write(base: Post, goal: Goal): Promise<Answer<PostWrite>> {
    if (goal === 'withdraw') return ok({ status: 'draft' })
    const author = this.#authorOf(this.#known)
    const withByline = author === undefined
    if (goal === 'prepare') {
      return ok({ status: 'draft', ...preparedContent(this.#known, withByline) })
    }
    const { slug, tags, storyId, media } = this.#known
    const brought = await this.#media.bring(media, base.id)
    if (brought.kind !== 'ok') return brought
    const leading = media[0] && this.#media.remote(media[0].sha256)
    const ids = await tagIds(this.#site, tags)
    if (ids.kind !== 'ok') return ids
    const categories = this.#categories()
    return ok({
      status: 'publish',
      // Once readers have the address it stays: a new headline must not break links.
      ...(isOurDraft(base, storyId) && {
        slug: slug ?? `story-${storyId.slice(-8).toLowerCase()}`,
      }),
      ...postContent(this.#known, this.#media.remote, withByline),
      ...(leading && { featured_media: leading.id }),
      // Somebody there may have given it a date to come, which "publish" alone would keep.
      ...(base.status === 'future' && { date_gmt: new Date().toISOString() }),
      // An empty list would take away what the desk there has added.
      ...(ids.value.length > 0 && { tags: ids.value }),
      ...(categories.length > 0 && { categories }),
      ...(author !== undefined && { author }),
    })
  }

  #categories(): readonly number[] {
    const { categories, defaultCategory } = this.#settings
    const ids = this.#known.categories.flatMap((name) => categories[name.toLowerCase()] ?? [])
    return ids.length > 0 ? ids : defaultCategory === undefined ? [] : [defaultCategory]
  }

  /** Only an account that may edit others' posts may give one away, and keeps its own access. */
  #authorOf({ byline }: ExportPackage): number | undefined {
    if (byline === null || this.#account?.can('edit_others_posts') !== true) return undefined
    return this.#settings.authors[byline.toLowerCase()]
  }

  #differences(post: Post, write: PostWrite): string[] {
    const lacks = (asked: readonly number[] = [], has: readonly number[]) =>
      asked.some((id) => !has.includes(id))
    return [
      ...(lacks(write.categories, post.categories)
        ? ['The site did not take a category. Look at the ids under Admin, Sites.']
        : []),
      ...(lacks(write.tags, post.tags) ? ['The site did not take a tag.'] : []),
      ...(write.featured_media !== undefined && write.featured_media !== post.featuredMedia
        ? ['The site did not take the picture.']
        : []),
      ...(write.author !== undefined && write.author !== post.author
        ? ['The site did not take the author.']
        : []),
    ]
  }

  get #on(): WordPressWay {
    if (!this.#way) throw new RangeError('asked before it was checked')
    return this.#way
  }

  get #known(): ExportPackage {
    if (!this.#story) throw new RangeError('opened without a story')
    return this.#story
  }
}

function warningAbout(
  who: string,
  { roles, can }: WordPressAccount,
  { authors }: TargetSettings,
): string | undefined {
  if (roles.includes('administrator')) {
    return `${capital(who)} can do everything on that site. Make an account with the role Editor for Dateline.`
  }
  if (Object.keys(authors).length > 0 && !can('edit_others_posts')) {
    return `${capital(who)} may not set other people as authors, so bylines stay in the text. Give it the role Editor for that.`
  }
  return undefined
}

const capital = (words: string): string => `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`
