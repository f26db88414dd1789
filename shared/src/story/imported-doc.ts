import type * as Y from 'yjs'
import { z } from 'zod'
import { webUrlSchema } from '../facts/field-spec.ts'

const importedSchema = z.object({
  publisher: z.string().max(500).optional().catch(undefined),
  url: webUrlSchema.optional().catch(undefined),
})
export type ImportedFrom = z.infer<typeof importedSchema>

/**
 * Where an imported story came from, kept for the sources of facts that are accepted later. Shape
 * in the Y.Doc: root map `imported`, one plain value a key; empty for a story written here.
 */
export class ImportedDoc {
  readonly #root: Y.Map<unknown>

  constructor(doc: Y.Doc) {
    this.#root = doc.getMap('imported')
  }

  /** What can be read of it: a peer may have written anything. */
  read(): ImportedFrom {
    return importedSchema.parse({
      publisher: this.#root.get('publisher'),
      url: this.#root.get('url'),
    })
  }

  set({ publisher, url }: ImportedFrom, origin: unknown): void {
    this.#root.doc?.transact(() => {
      if (publisher !== undefined) this.#root.set('publisher', publisher)
      if (url !== undefined) this.#root.set('url', url)
    }, origin)
  }
}
