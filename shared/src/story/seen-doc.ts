import type * as Y from 'yjs'

/**
 * Which value of a mentioned field the desk last acknowledged (rule M3). Shape in the Y.Doc: root
 * map `seen`, `<factId>.<field>` → the field's rendered long form. A mention whose fact now reads
 * otherwise glows until somebody acknowledges it, on every screen at once.
 */
export class SeenDoc {
  readonly #root: Y.Map<unknown>
  #version = 0

  constructor(doc: Y.Doc) {
    this.#root = doc.getMap('seen')
    this.#root.observe(() => (this.#version += 1))
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
    return this.#version
  }

  /** @returns stop */
  subscribe(onChange: () => void): () => void {
    this.#root.observe(onChange)
    return () => this.#root.unobserve(onChange)
  }
}
