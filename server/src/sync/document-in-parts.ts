import { equalBytes } from './equal-bytes.ts'
import { joinUpdates, type Joined } from './join-updates.ts'
import { partsOf, Whole, type Lack, type Parts } from './lack.ts'
import type { Opening } from './opening.ts'
import { splitUpdate } from './split-update.ts'

/** More updates than this since the cut cost about as much to join as cutting it anew. */
const MAX_SINCE = 1_000

/**
 * A large document as it was at some moment, cut once, and what came since (rule Y19): who joins
 * while others write is sent that, and the document is not encoded anew for each of them.
 */
export class DocumentInParts {
  readonly lack: Parts
  readonly #partBytes: number
  /** What was deleted by then, and what came since. */
  #since: Uint8Array[]
  #bytesLeft: number
  /** Everything since in one; null where some of it waits for its cause. */
  #rest: Joined | null | undefined

  /** @param partBytes about how large a part is */
  constructor(opening: Opening, partBytes: number) {
    const { parts, deletions, stateVector } = opening
    this.lack = partsOf(parts, stateVector)
    this.#since = [deletions]
    this.#partBytes = partBytes
    const bytes = parts.reduce((sum, { length }) => sum + length, 0)
    // Above this, cutting all of it anew costs less than what everybody is sent twice.
    this.#bytesLeft = Math.max(2 * partBytes, bytes / 2)
  }

  /** The document was changed by this. */
  add(update: Uint8Array): void {
    this.#rest = undefined
    this.#bytesLeft -= update.length
    this.#since.push(update)
    if (this.#since.length > MAX_SINCE) this.#bytesLeft = -1
    if (this.isOutgrown) this.#since = []
  }

  /** So much came since that it is to be cut anew. */
  get isOutgrown(): boolean {
    return this.#bytesLeft < 0
  }

  /**
   * What one lacks who took all parts.
   * @returns undefined for everybody else, and where it cannot be told from here
   */
  after(stateVector: Uint8Array): Lack | undefined {
    if (this.isOutgrown) return undefined
    const isFirst = equalBytes(stateVector, this.lack.until)
    if (isFirst && this.#rest === undefined) this.#rest = this.#join()
    if (!this.#rest) return undefined
    if (!isFirst) return this.#deletionsAfter(stateVector, this.#rest)
    if (this.#rest.update.length <= this.#partBytes) return new Whole(this.#rest.update)
    const parts = splitUpdate(this.#rest.update, this.#partBytes)
    return parts.length > 1 ? partsOf(parts, this.#rest.until) : new Whole(this.#rest.update)
  }

  #join(): Joined | null {
    const joined = joinUpdates(this.#since, this.lack.until)
    if (joined) this.#since = [joined.update] // the next time it is one of a few
    return joined ?? null
  }

  /** The rest of the rest: splitting left them out. */
  #deletionsAfter(stateVector: Uint8Array, { update, until }: Joined): Lack | undefined {
    const deletions = equalBytes(stateVector, until) ? joinUpdates([update], until) : undefined
    return deletions && new Whole(deletions.update)
  }
}
