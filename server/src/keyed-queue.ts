/** Lets things that concern one key happen one after the other. */
export interface Turns {
  /** @returns what `work` returns, or rejects as it does */
  run<T>(key: string, work: () => Promise<T>): Promise<T>
}

/**
 * Runs what concerns one key one after the other, whatever became of the one before, so that two
 * decisions on a story are judged in some order and never side by side.
 */
export class KeyedQueue implements Turns {
  readonly #tails = new Map<string, Promise<unknown>>()

  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve()
    const mine = before.then(work, work)
    this.#tails.set(key, mine)
    const forget = () => {
      if (this.#tails.get(key) === mine) this.#tails.delete(key)
    }
    mine.then(forget, forget)
    return mine
  }

  /** Keys with work under way. */
  get size(): number {
    return this.#tails.size
  }
}
