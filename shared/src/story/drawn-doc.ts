import type * as Y from 'yjs'
import { z } from 'zod'
import { PICTURE_KINDS } from '../facts/pictures/picture-kind.ts'
import { perRoot } from './per-root.ts'

const drawnSchema = z.object({
  kind: z.enum(PICTURE_KINDS),
  /** All that the picture says, in words: when the facts say otherwise now, it is out of date. */
  words: z.string().max(20_000),
})
type Drawn = z.infer<typeof drawnSchema>

const counterOf = perRoot((root: Y.Map<unknown>) => {
  const counter = { version: 0 }
  root.observe(() => (counter.version += 1))
  return counter
})

/**
 * Which pictures in the copy were drawn from the facts, and what they said then (rule V5). Shape in
 * the Y.Doc: root map `drawn`, hash of the stored file → kind and words, written once.
 */
export class DrawnDoc {
  readonly #root: Y.Map<unknown>
  readonly #counter: { version: number }

  constructor(doc: Y.Doc) {
    this.#root = doc.getMap('drawn')
    this.#counter = counterOf(this.#root)
  }

  /** @returns undefined for a picture that somebody took or made elsewhere */
  get(media: string): Drawn | undefined {
    return drawnSchema.safeParse(this.#root.get(media)).data
  }

  put(media: string, drawn: Drawn, origin: unknown): void {
    this.#root.doc?.transact(() => this.#root.set(media, drawn), origin)
  }

  /** Counts up with every change. */
  list(): number {
    return this.#counter.version
  }

  /** @returns stop */
  subscribe(onChange: () => void): () => void {
    this.#root.observe(onChange)
    return () => this.#root.unobserve(onChange)
  }
}
