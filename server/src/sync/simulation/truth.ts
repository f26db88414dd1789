import { factHash } from '@dateline/shared/facts/canonical'
import type { FactId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import * as Y from 'yjs'

/** What is on disk at this moment, commit by commit, and what each fact was on the way. */
export class Truth {
  readonly doc = new Y.Doc()
  readonly #story = new StoryDoc(this.doc)
  readonly #hashes = new Map<FactId, string[]>()

  committed(updates: readonly Uint8Array[]): void {
    for (const update of updates) Y.applyUpdate(this.doc, update)
    for (const fact of this.#story.facts.list()) {
      const hashes = this.#hashes.get(fact.id) ?? []
      const hash = factHash(fact)
      if (hashes.at(-1) !== hash) hashes.push(hash)
      this.#hashes.set(fact.id, hashes)
    }
  }

  /** The hash of a fact as it stands. */
  hashOf(factId: FactId): string | undefined {
    return this.#hashes.get(factId)?.at(-1)
  }

  /** A mark to ask later what a fact was meanwhile. */
  markOf(factId: FactId): number {
    return (this.#hashes.get(factId)?.length ?? 1) - 1
  }

  /** What it was at the mark, and since. */
  hashesSince(factId: FactId, mark: number): readonly string[] {
    return (this.#hashes.get(factId) ?? []).slice(mark)
  }

  has(clientId: number, clock: number): boolean {
    return Y.getState(this.doc.store, clientId) >= clock
  }
}
