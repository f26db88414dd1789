import type * as Y from 'yjs'
import { perRoot } from './per-root.ts'

const counterOf = perRoot((root: Y.Map<unknown>) => {
  const counter = { version: 0 }
  root.observe(() => (counter.version += 1))
  return counter
})

/**
 * Which value of a mentioned field the desk last acknowledged (rule M3). Shape in the Y.Doc: root
 * map `seen`, `<factId>.<field>` → the field's rendered long form. A mention whose fact now reads
 * otherwise glows until somebody acknowledges it, on every screen at once.
 */
export class SeenDoc {
  readonly #root: Y.Map<unknown>
  readonly #counter: { version: number }

  constructor(doc: Y.Doc) {
    this.#root = doc.getMap('seen')
    this.#counter = counterOf(this.#root)
  }

  get(factId: string, field: string): string | undefined {
    const value = this.#root.get(`${factId}.${field}`)
    return typeof value === 'string' ? value : undefined
  }

  acknowledge(factId: string, field: string, value: string, origin: unknown): void {
    if (this.get(factId, field) === value) return
    this.#root.doc?.transact(() => this.#root.set(`${factId}.${field}`, value), origin)
  }

  /** Counts up with every change: a snapshot for useSyncExternalStore. */
  list(): number {
    return this.#counter.version
  }

  /** @returns stop */
  subscribe(onChange: () => void): () => void {
    this.#root.observe(onChange)
    return () => this.#root.unobserve(onChange)
  }
}
