import { StoreAway } from '../update-store.ts'
import { isOutage } from './outage.ts'

/** How long a commit waits for a database that is away before its stories are let go, ms. */
const HOLD_MS = 30_000
const RETRY_MS = 250

interface Tries<T> {
  readonly first: () => Promise<T>
  /** After a try of which nobody heard: looks first whether that was written. */
  readonly again: () => Promise<T>
  /** Nobody waits any more. */
  readonly isOver: () => boolean
}

/**
 * A commit that waits while the database is away (rule N4), and is written once, whatever became of
 * the answers on the way.
 * @throws StoreAway when that takes too long, and what is wrong with the commit itself at once
 */
export async function heldCommit<T>({ first, again, isOver }: Tries<T>): Promise<T> {
  const until = performance.now() + HOLD_MS
  for (let attempt = first; ; attempt = again) {
    try {
      return await attempt()
    } catch (error) {
      if (!isOutage(error)) throw error
      if (performance.now() > until || isOver()) throw new StoreAway(error)
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }
}
