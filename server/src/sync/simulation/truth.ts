import { factHash } from '@dateline/shared/facts/canonical'
import type { FactId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import * as Y from 'yjs'
import { replay } from '../../store/replay.ts'
import type { Append } from '../../store/update-store.ts'

/** What is on disk at this moment, commit by commit, and what each fact was on the way. */
export class Truth {
  readonly doc = new Y.Doc()
  readonly #story = new StoryDoc(this.doc)
  readonly #hashes = new Map<FactId, string[]>()

  readonly #commits: { readonly at: number; readonly update: Uint8Array }[] = []

  committed(batch: readonly Append[], at: number): void {
    for (const { update } of batch) {
      this.#commits.push({ at, update })
      Y.applyUpdate(this.doc, update)
    }
    for (const fact of this.#story.facts.list()) {
      const hashes = this.#hashes.get(fact.id) ?? []
      const hash = factHash(fact)
      if (hashes.at(-1) !== hash) hashes.push(hash)
      this.#hashes.set(fact.id, hashes)
    }
  }

  /** How many updates were committed so far. */
  get count(): number {
    return this.#commits.length
  }

  /** The document as it stood at a moment, of the first so many updates. */
  past(time: number, count: number): Y.Doc {
    const updates = this.#commits.slice(0, count).filter(({ at }) => at <= time)
    const doc = new Y.Doc()
    replay(doc, { snapshot: null, updates: updates.map(({ update }) => update) })
    return doc
  }

  /** The document after the first so many updates. */
  after(count: number): Y.Doc {
    return this.past(Infinity, count)
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
