import type * as Y from 'yjs'
import { z } from 'zod'
import { perRoot } from './per-root.ts'

export const WHY_LIMIT = 500 // characters

const ignoredSchema = z.object({
  by: z.string().min(1).max(64), // user id
  at: z.number(), // ms since epoch, clock of who ignored it
  why: z.string().max(WHY_LIMIT),
})
export type Ignored = z.infer<typeof ignoredSchema>

const cacheOf = perRoot((root: Y.Map<unknown>) => {
  const cache: { snapshot: ReadonlyMap<string, Ignored> | null } = { snapshot: null }
  root.observe(() => (cache.snapshot = null))
  return cache
})

/**
 * The findings of the checks that somebody chose to leave as they are (rule K13). Shape in the
 * Y.Doc: root map `ignored`, finding key → who, when and why as one plain value: it is written once
 * and taken back whole.
 */
export class IgnoredDoc {
  readonly #root: Y.Map<unknown>
  readonly #cache: { snapshot: ReadonlyMap<string, Ignored> | null }

  constructor(doc: Y.Doc) {
    this.#root = doc.getMap('ignored')
    this.#cache = cacheOf(this.#root)
  }

  /** By finding key, what can be read of it. The same map until something changes. */
  list(): ReadonlyMap<string, Ignored> {
    this.#cache.snapshot ??= new Map(
      [...this.#root.entries()].flatMap(([key, value]) => {
        const read = ignoredSchema.safeParse(value)
        return read.success ? [[key, read.data] as const] : []
      }),
    )
    return this.#cache.snapshot
  }

  ignore(key: string, { by, at, why }: Ignored, origin: unknown): void {
    const value = { by, at, why: why.trim().slice(0, WHY_LIMIT).toWellFormed() }
    this.#root.doc?.transact(() => {
      this.#root.set(key, value)
      this.#cache.snapshot = null // whoever reads before the transaction ends gets the new
    }, origin)
  }

  /** The finding speaks again. */
  restore(key: string, origin: unknown): void {
    if (!this.#root.has(key)) return
    this.#root.doc?.transact(() => {
      this.#root.delete(key)
      this.#cache.snapshot = null
    }, origin)
  }

  /** @returns stop */
  subscribe(onChange: () => void): () => void {
    this.#root.observe(onChange)
    return () => this.#root.unobserve(onChange)
  }
}
