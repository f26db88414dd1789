import { createHmac, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Post {
  id: string
  slug: string
  status: string
  title: string
  custom_excerpt: string | null
  lexical: string | null
  codeinjection_head: string | null
  feature_image?: string
  tags: { name: string; slug: string }[]
  updated_at: string
}

const KEY_ID = 'a'.repeat(24)
const SECRET = 'b'.repeat(64)
const EXCERPT_MOST = 300

/**
 * As much of Ghost's Admin API as its documentation promises about posts: tokens made of an Admin
 * API key, a write that must name the `updated_at` it replaces, internal tags, the limits of fields.
 */
export class FakeGhost {
  readonly url: string
  readonly key = `${KEY_ID}:${SECRET}`
  readonly posts = new Map<string, Post>()
  /** Names of the files that were uploaded. */
  readonly images: string[] = []
  readonly #server: ReturnType<typeof createServer>
  #count = 0

  private constructor(server: ReturnType<typeof createServer>) {
    this.#server = server
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  static async open(): Promise<FakeGhost> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const ghost = new FakeGhost(server)
    server.on(
      'request',
      (req: IncomingMessage, res: ServerResponse) => void ghost.#answer(req, res),
    )
    return ghost
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  /** What somebody does in Ghost's own editor. */
  edit(id: string, change: Partial<Post>): void {
    const post = this.posts.get(id)
    if (post) this.posts.set(id, { ...post, ...change, updated_at: this.#now() })
  }

  /** Each write has a time of its own: the API's resolution is a second. */
  #now(): string {
    this.#count += 1
    return new Date(Date.UTC(2025, 0, 1) + this.#count * 1_000).toISOString()
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk)
    const send = (status: number, json: object) =>
      res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
    const fail = (status: number, type: string, message: string) =>
      send(status, { errors: [{ message, type }] })
    if (!isSigned(req.headers.authorization)) {
      return void fail(401, 'UnauthorizedError', 'Authorization failed')
    }
    const url = new URL(req.url ?? '', this.url)
    if (req.method === 'POST' && url.pathname === '/ghost/api/admin/images/upload/') {
      const name = /filename="([^"]+)"/.exec(Buffer.concat(chunks).toString('latin1'))?.[1] ?? ''
      this.images.push(name)
      return void send(201, { images: [{ url: `${this.url}/content/images/2026/11/${name}` }] })
    }
    const [, id] = /^\/ghost\/api\/admin\/posts\/(?:([^/]+)\/)?$/.exec(url.pathname) ?? []
    if (!url.pathname.startsWith('/ghost/api/admin/posts/')) {
      return void fail(404, 'NotFoundError', 'Resource not found')
    }
    const body = chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as unknown) : {}
    const asked = (body as { posts?: Partial<Post>[] }).posts?.[0]
    if (asked?.custom_excerpt && asked.custom_excerpt.length > EXCERPT_MOST) {
      return void fail(422, 'ValidationError', 'Excerpt cannot be longer than 300 characters.')
    }
    if (req.method === 'GET' && id === undefined) {
      const tag = /^tag:(.+)$/.exec(url.searchParams.get('filter') ?? '')?.[1]
      const all = [...this.posts.values()]
      const found = tag ? all.filter(({ tags }) => tags.some(({ slug }) => slug === tag)) : all
      return void send(200, { posts: found.map((post) => this.#view(post)) })
    }
    if (req.method === 'POST') {
      if (!asked?.title) return void fail(422, 'ValidationError', 'Title is required.')
      const made = this.#write(undefined, asked)
      return void send(201, { posts: [this.#view(made)] })
    }
    const post = this.posts.get(id ?? '')
    if (!post) return void fail(404, 'NotFoundError', 'Post not found.')
    if (req.method === 'GET') return void send(200, { posts: [this.#view(post)] })
    if (asked?.updated_at === undefined) {
      return void fail(422, 'ValidationError', 'updated_at is required.')
    }
    if (asked.updated_at !== post.updated_at) {
      return void fail(
        409,
        'UpdateCollisionError',
        'Saving failed! Someone else is editing this post.',
      )
    }
    return void send(200, { posts: [this.#view(this.#write(post, asked))] })
  }

  #write(post: Post | undefined, asked: Partial<Post>): Post {
    const id = post?.id ?? `${this.posts.size + 1}`.padStart(24, '0')
    const tags = asked.tags?.map(({ name }) => ({
      name,
      slug: name.startsWith('#') ? `hash-${name.slice(1).toLowerCase()}` : name.toLowerCase(),
    }))
    const base = {
      id,
      slug: id,
      status: 'draft',
      title: '',
      custom_excerpt: null,
      lexical: null,
      codeinjection_head: null,
      tags: [],
    }
    const written = { ...base, ...post, ...asked, ...(tags && { tags }), updated_at: this.#now() }
    this.posts.set(id, written)
    return written
  }

  #view(post: Post) {
    return { ...post, url: `${this.url}/${post.slug}/` }
  }
}

function isSigned(header: string | undefined): boolean {
  const [head = '', claims = '', mac = ''] =
    /^Ghost (.+)$/.exec(header ?? '')?.[1]?.split('.') ?? []
  const wanted = createHmac('sha256', Buffer.from(SECRET, 'hex'))
    .update(`${head}.${claims}`)
    .digest()
  const given = Buffer.from(mac, 'base64url')
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return false
  const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid?: string }
  const {
    aud,
    iat = 0,
    exp = 0,
  } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
    aud?: string
    iat?: number
    exp?: number
  }
  return kid === KEY_ID && aud === '/admin/' && exp - iat <= 300
}
