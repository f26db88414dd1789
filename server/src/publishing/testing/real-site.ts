import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Site, SitePost } from './site.ts'

/** Path of a JSON file that says where a WordPress runs and how to sign in. */
const { DATELINE_WORDPRESS } = process.env

export const hasWordPress = DATELINE_WORDPRESS !== undefined
export const WITHOUT_WORDPRESS =
  'skipped: no WordPress (set DATELINE_WORDPRESS to the path of its JSON)'

const siteSchema = z.object({
  url: z.url(),
  users: z.record(z.string(), z.object({ appPassword: z.string() })),
})

/** The WordPress that DATELINE_WORDPRESS points at, or another one, as one of its users. */
export async function realSite(username = 'editor', place = DATELINE_WORDPRESS): Promise<Site> {
  const file = await readFile(place ?? '', 'utf8')
  const { url, users } = siteSchema.parse(JSON.parse(file))
  const password = users[username]?.appPassword
  if (password === undefined) throw new Error(`the WordPress has no user ${username}`)
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${url}/wp-json/wp/v2${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  return {
    url,
    username,
    password,
    async postsWith(words) {
      const query = new URLSearchParams({
        search: words,
        status: 'any,trash',
        context: 'edit',
        per_page: '100',
      })
      const posts = (await call('GET', `/posts?${query.toString()}`)) as RawPost[]
      return posts.map(postOf)
    },
    async add(post) {
      await call('POST', '/posts', post)
    },
    async change(id, change) {
      await call('POST', `/posts/${id}`, change)
    },
    async remove(id, isForGood) {
      await call('DELETE', `/posts/${id}?force=${isForGood}`)
    },
    async autosave(id, content) {
      await call('POST', `/posts/${id}/autosaves`, { content })
    },
    async revisions(id) {
      const all = (await call('GET', `/posts/${id}/revisions?context=edit`)) as RawPost[]
      return all.map(({ title }) => title.raw)
    },
    async media(slug) {
      const files = (await call('GET', `/media?slug=${slug}`)) as { id: number; alt_text: string }[]
      return files.map(({ id, alt_text: alt }) => ({ id, alt }))
    },
    async category(name) {
      return ((await call('POST', '/categories', { name })) as { id: number }).id
    },
    async userId(login) {
      const users = (await call('GET', `/users?search=${login}&context=edit`)) as { id: number }[]
      return users[0]?.id ?? 0
    },
  }
}

interface RawPost {
  readonly id: number
  readonly status: string
  readonly slug: string
  readonly title: { readonly raw: string }
  readonly content: { readonly raw: string }
  readonly excerpt: { readonly raw: string }
  readonly author: number
  readonly categories: number[]
  readonly featured_media: number
}

const postOf = ({ title, content, excerpt, ...post }: RawPost): SitePost => ({
  id: post.id,
  status: post.status,
  slug: post.slug,
  author: post.author,
  categories: post.categories,
  featuredMedia: post.featured_media,
  title: title.raw,
  content: content.raw,
  excerpt: excerpt.raw,
})
