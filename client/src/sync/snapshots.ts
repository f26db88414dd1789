import { equalityDeep } from 'lib0/function'

/** Anything that can hand out an unchanging view of itself and say when it changed. */
export interface Snapshots<T> {
  /** The same reference until something changed. */
  list(): T
  /** @returns stop */
  subscribe(onChange: () => void): () => void
}

/** A value that changes as a whole. Only its owner holds this; others see it as `Snapshots`. */
export class Cell<T> implements Snapshots<T> {
  #value: T
  readonly #listeners = new Set<() => void>()

  constructor(value: T) {
    this.#value = value
  }

  list(): T {
    return this.#value
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return
    this.#value = value
    for (const listener of this.#listeners) listener()
  }

  subscribe(onChange: () => void): () => void {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }
}

/**
 * A view computed from other snapshots, only when somebody looks and something changed. `compute`
 * must be pure in what those snapshots hold. What comes out the same stays the same object: of what
 * is read from the text, a letter rarely changes anything, and nobody draws it again.
 */
export function derived<T>(sources: readonly Snapshots<unknown>[], compute: () => T): Snapshots<T> {
  let known: { from: readonly unknown[]; value: T } | undefined
  return {
    list() {
      const from = sources.map((source) => source.list())
      if (known && from.every((part, index) => Object.is(part, known?.from[index]))) {
        return known.value
      }
      const now = compute()
      const value = known && equalityDeep(known.value, now) ? known.value : now
      known = { from, value }
      return value
    },
    subscribe(onChange) {
      const stops = sources.map((source) => source.subscribe(onChange))
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}
