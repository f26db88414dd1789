/** How many of a crowd are shown where they are. */
const SEATS = 50
/** Whoever was still for so long gives their seat to one who moves. */
const STILL_MS = 2_000

export interface Sitter {
  /** When they last did something; ms, a steady clock. */
  readonly activeAt: number
  isSeated: boolean
}

/**
 * Of a crowd the fifty who were active last are shown with their cursors, so that a crowded story
 * costs each screen no more than a busy one (rule Y10). A seat is not taken from one who is at
 * work: cursors that came and went with every keystroke would serve nobody.
 */
export class Seats<S extends Sitter> {
  readonly #seated = new Set<S>()
  /** Before this moment nobody can have been still for long enough. */
  #fullUntil = 0

  /**
   * Somebody was active. They get a seat if one is free, or somebody was still for long enough.
   * @returns who lost theirs to them, if anybody did
   */
  offer(sitter: S, now: number): S | undefined {
    if (sitter.isSeated) return undefined
    if (this.#seated.size < SEATS) {
      this.#sit(sitter)
      return undefined
    }
    if (now < this.#fullUntil) return undefined
    const stillest = this.#stillest()
    this.#fullUntil = stillest.activeAt + STILL_MS
    if (now < this.#fullUntil) return undefined
    this.leave(stillest)
    this.#sit(sitter)
    return stillest
  }

  leave(sitter: S): void {
    sitter.isSeated = false
    this.#seated.delete(sitter)
  }

  #sit(sitter: S): void {
    sitter.isSeated = true
    this.#seated.add(sitter)
  }

  #stillest(): S {
    let stillest: S | undefined
    for (const sitter of this.#seated) {
      if (!stillest || sitter.activeAt < stillest.activeAt) stillest = sitter
    }
    if (!stillest) throw new RangeError('nobody is seated')
    return stillest
  }
}
