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
 * value a key; tags are keys `tag:<tag>`, so two people adding one each both keep theirs.
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

  set<K extends Exclude<MetaKey, 'tags'>>(
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
    const had = this.read().tags
    this.#root.doc?.transact(() => {
      for (const tag of had) if (!tags.includes(tag)) this.#root.delete(`tag:${tag}`)
      for (const tag of tags) {
        if (!had.includes(tag)) this.#root.set(`tag:${tag.toWellFormed()}`, true)
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
  for (const [key, value] of root.entries()) {
    if (key.startsWith('tag:')) tags.push(key.slice(4))
    else if (Object.hasOwn(metaSchema.shape, key)) {
      const field = metaSchema.shape[key as MetaKey].safeParse(value)
      if (field.success) raw[key] = field.data
    }
  }
  return metaSchema.parse({
    ...raw,
    tags: tags
      .filter((tag) => tag.length > 0 && tag.length <= 60)
      .toSorted()
      .slice(0, 30),
  })
}
