import { factHash } from '@dateline/shared/facts/canonical'
import type { Fact } from '@dateline/shared/facts/fact'

const CAPACITY = 5_000 // facts; a story has some dozens

/**
 * The facts this process answered lately, by hash: when somebody decides on one that has moved on
 * since, they are shown what they saw beside what stands (rule A3). Forgetting costs only that.
 */
export class ServedFacts {
  readonly #byHash = new Map<string, Fact>()
  readonly #capacity: number

  constructor(capacity = CAPACITY) {
    this.#capacity = capacity
  }

  remember(facts: readonly Fact[]): void {
    for (const fact of facts) {
      const key = this.#key(fact.id, factHash(fact))
      this.#byHash.delete(key) // to the end: a Map keeps the order of insertion
      this.#byHash.set(key, fact)
    }
    for (const key of this.#byHash.keys()) {
      if (this.#byHash.size <= this.#capacity) break
      this.#byHash.delete(key)
    }
  }

  find(factId: string, hash: string): Fact | undefined {
    return this.#byHash.get(this.#key(factId, hash))
  }

  #key(factId: string, hash: string): string {
    return `${factId} ${hash}`
  }
}
