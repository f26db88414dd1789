import { escapeText } from '@dateline/shared/export/escape'
import { mediaFileName } from '@dateline/shared/export/media-file'
import type { ExportPackage } from '@dateline/shared/export/package'
import { guardedFetch } from '../http/guarded-fetch.ts'
import type { MediaStore } from '../media/media-store.ts'
import {
  ghostHash,
  ghostHead,
  ghostHtml,
  ghostTag,
  ghostWords,
  imageName,
  imagesIn,
  preparedWords,
  type GhostImages,
  type GhostPost,
} from './ghost-post.ts'
import { ghostToken } from './ghost-token.ts'
import { ghostTrouble } from './ghost-trouble.ts'
import {
  ok,
  type Answer,
  type Checked,
  type RemoteCopy,
  type RemoteTarget,
} from './remote-target.ts'
import type { Goal } from './send-machine.ts'
import { plainWords } from './wordpress-content.ts'

export interface GhostAccess {
  readonly url: string
  /** Admin API key: `id:secret`. */
  readonly key: string
  readonly allowPrivate: boolean
  readonly files: Pick<MediaStore, 'get'>
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
  readonly now: () => number
}

/** Ghost refuses a longer alt text. */
const ALT_MOST = 191
const TIMEOUT_MS = 20_000
const NOT_A_POST = 'The site answered with something that is no post.'

/**
 * One story in a Ghost, over its Admin API. A post is found again by an internal tag, and every
 * write names the `updated_at` that it replaces, so nobody there is ever overwritten unseen.
 */
export class Ghost implements RemoteTarget {
  readonly #access: GhostAccess
  readonly #story: ExportPackage | undefined
  #seen: GhostPost | undefined

  constructor(access: GhostAccess, story?: ExportPackage) {
    this.#access = access
    this.#story = story
  }

  async hashOf(story: ExportPackage, goal: Goal): Promise<string> {
    return ghostHash(goal === 'prepare' ? preparedWords(story) : ghostWords(story))
  }

  async check(): Promise<Answer<Checked>> {
    const answer = await this.#send('GET', '/posts/?limit=1&fields=id')
    if (answer.kind === 'refused') return { ...answer, kind: 'account' }
    if (answer.kind !== 'ok') return answer
    if (answer.value === null) {
      const reason = `There is no Ghost Admin API at ${this.#access.url}. Check the address.`
      return { kind: 'account', reason }
    }
    return ok({ message: 'It works: the integration can read and write posts.' })
  }

  async find(): Promise<Answer<string | null>> {
    const tag = `hash-nr-${this.#known.storyId.toLowerCase()}`
    const answer = await this.#posts(
      'GET',
      `/posts/?filter=${encodeURIComponent(`tag:${tag}`)}&limit=5`,
    )
    if (answer.kind !== 'ok') return answer
    // What readers have comes first.
    const posts = answer.value ?? []
    return ok((posts.find(({ status }) => status === 'published') ?? posts[0])?.id ?? null)
  }

  async create(): Promise<Answer<string>> {
    const { storyId } = this.#known
    const post = {
      ...preparedWords(this.#known),
      status: 'draft',
      slug: `nr-${storyId.toLowerCase()}`,
      tags: [{ name: ghostTag(storyId) }],
    }
    const answer = await this.#posts('POST', '/posts/', post)
    if (answer.kind !== 'ok') return answer
    const made = answer.value?.[0]
    if (!made) return { kind: 'lost', reason: NOT_A_POST }
    this.#seen = made
    return ok(made.id)
  }

  async read(id: string): Promise<Answer<RemoteCopy>> {
    const answer = await this.#posts('GET', `${postPath(id)}?formats=lexical`)
    if (answer.kind !== 'ok') return answer
    const post = answer.value?.[0]
    if (!post) return ok({ state: 'gone', hash: '', url: null, isOurDraft: false })
    this.#seen = post
    return ok({
      state: post.status === 'published' ? 'live' : 'hidden',
      hash: ghostHash(post),
      url: post.url,
      isOurDraft: post.status === 'draft' && post.slug.startsWith('nr-'),
      editUrl: `${this.#access.url}/ghost/#/editor/post/${post.id}`,
      text: {
        headline: post.title,
        standfirst: post.custom_excerpt ?? '',
        body: plainWords(ghostHtml(post.lexical)),
      },
    })
  }

  async update(id: string, goal: Goal): Promise<Answer<null>> {
    const base = this.#seen
    if (!base || base.id !== id) return { kind: 'busy', reason: 'The post is not there any more.' }
    const images = goal === 'publish' ? await this.#images(base) : ok(new Map<string, string>())
    if (images.kind !== 'ok') return images
    const answer = await this.#posts('PUT', postPath(id), {
      // Ghost refuses the write when this is not what it has.
      updated_at: base.updated_at,
      ...this.#write(base, goal, (file) => images.value.get(imageName(file))),
    })
    if (answer.kind !== 'ok') return answer
    if (answer.value === null) return { kind: 'lost', reason: 'The post is not there any more.' }
    this.#seen = answer.value[0]
    return ok(null)
  }

  /** Uploads the pictures that the post does not show yet. @returns their addresses by name */
  async #images(base: GhostPost): Promise<Answer<Map<string, string>>> {
    const images = new Map(imagesIn(base.lexical))
    for (const file of this.#known.media) {
      if (images.has(imageName(file))) continue
      const bytes = await this.#access.files.get(file.sha256)
      if (!bytes) {
        const reason = 'The file of a picture is not on our server any more. Put it in again.'
        return { kind: 'refused', reason }
      }
      const extension = mediaFileName(file).split('.').at(-1) ?? ''
      const form = new FormData()
      const blob = new Blob([Uint8Array.from(bytes)], { type: file.mediaType })
      form.append('file', blob, `${imageName(file)}.${extension}`)
      const sent = new Response(form)
      const answer = await this.#send('POST', '/images/upload/', {
        bytes: new Uint8Array(await sent.arrayBuffer()),
        type: sent.headers.get('content-type') ?? '',
      })
      // A picture that is there twice is seen by nobody, so a lost answer is only a reason to wait.
      if (answer.kind === 'lost') return { ...answer, kind: 'busy' }
      if (answer.kind !== 'ok') return answer
      const [image] = (answer.value as { images?: { url?: string }[] } | null)?.images ?? []
      if (!image?.url) return { kind: 'busy', reason: 'The site did not say where a picture lies.' }
      images.set(imageName(file), image.url)
    }
    return ok(images)
  }

  #write(base: GhostPost, goal: Goal, images: GhostImages) {
    const story = this.#known
    if (goal === 'withdraw') return { status: 'draft' }
    const isOurDraft = base.status === 'draft' && base.slug.startsWith('nr-')
    if (goal === 'prepare') return { ...preparedWords(story), status: 'draft' }
    const names = [...story.categories, ...story.tags]
    const [leading] = story.media
    return {
      ...ghostWords(story, images),
      status: 'published',
      ...(leading && {
        feature_image: images(leading),
        feature_image_alt: leading.alt.slice(0, ALT_MOST),
        feature_image_caption: escapeText(
          [leading.caption, leading.credit].filter(Boolean).join(' '),
        ),
      }),
      ...(isOurDraft && { slug: story.slug ?? `story-${story.storyId.slice(-8).toLowerCase()}` }),
      tags: [...names.map((name) => ({ name })), { name: ghostTag(story.storyId) }],
      codeinjection_head: ghostHead(story),
      ...(story.seoTitle.text && { meta_title: story.seoTitle.text.slice(0, 300) }),
      ...(story.seoDescription.text && {
        meta_description: story.seoDescription.text.slice(0, 500),
      }),
    }
  }

  async #posts(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    post?: object,
  ): Promise<Answer<readonly GhostPost[] | null>> {
    const answer = await this.#send(method, path, post && { json: { posts: [post] } })
    if (answer.kind !== 'ok' || answer.value === null) return answer as Answer<null>
    const { posts } = answer.value as { posts?: unknown }
    if (Array.isArray(posts)) return ok(posts as readonly GhostPost[])
    return { kind: method === 'GET' ? 'busy' : 'lost', reason: NOT_A_POST }
  }

  /** @returns null for 404 */
  async #send(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    asked: { json?: object; bytes?: Uint8Array; type?: string } = {},
  ): Promise<Answer<unknown>> {
    const { url, key, allowPrivate, timeoutMs = TIMEOUT_MS, signal, now } = this.#access
    const body = asked.bytes ?? (asked.json && JSON.stringify(asked.json))
    const fetched = await guardedFetch({
      url: `${url}/ghost/api/admin${path}`,
      method,
      headers: {
        authorization: `Ghost ${ghostToken(key, now())}`,
        accept: 'application/json',
        'accept-version': 'v5.0',
        ...(body !== undefined && { 'content-type': asked.type ?? 'application/json' }),
      },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
      allowPrivate,
      timeoutMs,
      maxBytes: 20 * 1024 * 1024,
      maxRedirects: 0,
    })
    const isWrite = method !== 'GET'
    if (!fetched.ok) return ghostTrouble({ refusal: fetched.error, isWrite })
    const { status, headers } = fetched.value
    const json = jsonOf(fetched.value.body)
    if (status === 404 && json !== undefined) return ok(null)
    if (status >= 200 && status < 300 && json !== undefined) return ok(json)
    return ghostTrouble({ status, headers, json, isWrite })
  }

  get #known(): ExportPackage {
    if (!this.#story) throw new RangeError('opened without a story')
    return this.#story
  }
}

const postPath = (id: string): string => `/posts/${encodeURIComponent(id)}/`

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as unknown
  } catch {
    return undefined
  }
}
