import type * as Y from 'yjs'
import { z } from 'zod'
import { perRoot } from './per-root.ts'

export const LANGUAGES = ['en', 'prs', 'ps'] as const
export type Language = (typeof LANGUAGES)[number]
export const languageSchema = z.enum(LANGUAGES)

/** `dir` of a story, from its language. */
export const directionOf = (language: Language): 'ltr' | 'rtl' =>
  language === 'en' ? 'ltr' : 'rtl'

export const metaSchema = z.object({
  slug: z
    .string()
    .max(120)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens')
    .optional(),
  language: languageSchema.default('en'),
  byline: z.string().max(300).optional(),
  /** Place the story is written from, e.g. "ISTANBUL". */
  dateline: z.string().max(120).optional(),
  targetWords: z.number().int().min(1).max(100_000).optional(),
  tags: z.array(z.string().max(60)).max(30).default([]),
  /** The desk's sections, e.g. "World"; each site maps them to its own categories. */
  categories: z.array(z.string().max(60)).max(10).default([]),
})
export type Meta = z.infer<typeof metaSchema>
type MetaKey = keyof Meta

const cacheOf = perRoot((root: Y.Map<unknown>) => {
  const cache: { snapshot: Meta | null } = { snapshot: null }
  root.observe(() => (cache.snapshot = null))
  return cache
})

/**
 * What people write about a story rather than in it. Shape in the Y.Doc: root map `meta`, one plain
 * value a key; tags are keys `tag:<tag>` and categories `category:<category>`, so two people adding
 * one each both keep theirs.
 */
export class MetaDoc {
  readonly #root: Y.Map<unknown>
  readonly #cache: { snapshot: Meta | null }

  constructor(doc: Y.Doc) {
    this.#root = doc.getMap('meta')
    this.#cache = cacheOf(this.#root)
  }

  /** What can be read of it; a key a peer wrote wrongly is left out. */
  read(): Meta {
    this.#cache.snapshot ??= readMeta(this.#root)
    return this.#cache.snapshot
  }

  set<K extends Exclude<MetaKey, 'tags' | 'categories'>>(
    key: K,
    value: Meta[K] | undefined,
    origin: unknown,
  ): void {
    if (this.#root.get(key) === value) return
    this.#root.doc?.transact(() => {
      if (value === undefined || value === '') this.#root.delete(key)
      else this.#root.set(key, typeof value === 'string' ? value.toWellFormed() : value)
      this.#cache.snapshot = null // whoever reads before the transaction ends gets the new
    }, origin)
  }

  setTags(tags: readonly string[], origin: unknown): void {
    this.#setNames('tag', this.read().tags, tags, origin)
  }

  setCategories(categories: readonly string[], origin: unknown): void {
    this.#setNames('category', this.read().categories, categories, origin)
  }

  #setNames(
    prefix: 'tag' | 'category',
    had: readonly string[],
    names: readonly string[],
    origin: unknown,
  ): void {
    this.#root.doc?.transact(() => {
      for (const name of had) if (!names.includes(name)) this.#root.delete(`${prefix}:${name}`)
      for (const name of names) {
        if (!had.includes(name)) this.#root.set(`${prefix}:${name.toWellFormed()}`, true)
      }
      this.#cache.snapshot = null
    }, origin)
  }

  /** @returns stop */
  subscribe(onChange: () => void): () => void {
    this.#root.observe(onChange)
    return () => this.#root.unobserve(onChange)
  }
}

function readMeta(root: Y.Map<unknown>): Meta {
  const raw: Record<string, unknown> = {}
  const tags: string[] = []
  const categories: string[] = []
  for (const [key, value] of root.entries()) {
    if (key.startsWith('tag:')) tags.push(key.slice('tag:'.length))
    else if (key.startsWith('category:')) categories.push(key.slice('category:'.length))
    else if (Object.hasOwn(metaSchema.shape, key)) {
      const field = metaSchema.shape[key as MetaKey].safeParse(value)
      if (field.success) raw[key] = field.data
    }
  }
  return metaSchema.parse({ ...raw, tags: named(tags, 30), categories: named(categories, 10) })
}

const named = (names: readonly string[], most: number): string[] =>
  names
    .filter((name) => name.length > 0 && name.length <= 60)
    .toSorted()
    .slice(0, most)
