import { factHash } from '@dateline/shared/facts/canonical'
import type { Fact } from '@dateline/shared/facts/fact'
import type { StoryId } from '@dateline/shared/ids'

/** Characters of JSON; a story has some dozens of facts of a thousand each. */
const CAPACITY = 20_000_000

interface Served {
  readonly fact: Fact
  readonly size: number
}

/**
 * The facts this process answered lately, by hash: when somebody decides on one that has moved on
 * since, they are shown what they saw beside what stands (rule A3). Forgetting costs only that.
 */
export class ServedFacts {
  readonly #byHash = new Map<string, Served>()
  readonly #capacity: number
  #size = 0

  constructor(capacity = CAPACITY) {
    this.#capacity = capacity
  }

  remember(storyId: StoryId, facts: readonly Fact[]): void {
    for (const fact of facts) {
      const key = this.#key(storyId, fact.id, factHash(fact))
      const known = this.#forget(key) // to the end: a Map keeps the order of insertion
      const served = known ?? { fact, size: JSON.stringify(fact).length }
      this.#byHash.set(key, served)
      this.#size += served.size
    }
    for (const key of this.#byHash.keys()) {
      if (this.#size <= this.#capacity) break
      this.#forget(key)
    }
  }

  find(storyId: StoryId, factId: string, hash: string): Fact | undefined {
    return this.#byHash.get(this.#key(storyId, factId, hash))?.fact
  }

  #forget(key: string): Served | undefined {
    const known = this.#byHash.get(key)
    if (this.#byHash.delete(key)) this.#size -= known?.size ?? 0
    return known
  }

  /** With the story: a fact of the same id made elsewhere must not open another story's. */
  #key(storyId: StoryId, factId: string, hash: string): string {
    return `${storyId} ${factId} ${hash}`
  }
}
