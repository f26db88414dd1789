import { setImmediate as nextRound } from 'node:timers/promises'

/**
 * Who reads a long document next, one bit each time round the event loop, whatever number of them
 * is being read: after a restart people come back to all stories at once, and what they say and
 * are sent goes in between.
 */
export class ReadingTurns {
  #last: Promise<unknown> = Promise.resolve()

  /** Resolves in a round of the event loop that nobody else was given. */
  next(): Promise<void> {
    const turn = this.#last.then(() => nextRound())
    this.#last = turn
    return turn
  }
}
