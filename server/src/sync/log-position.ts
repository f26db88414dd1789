/**
 * How far a room has come in its story's log, where others write too (rules N4, N5). A number of our
 * own may come before we have what others wrote under smaller ones; it counts once those are here.
 */
export class LogPosition {
  /** Everything up to here is in the document; of ours there may be more (`#ahead`). */
  #seq: number
  readonly #ahead = new Set<number>()
  /** What others wrote is here up to this, or waits for the tick under way to end. */
  #heard = 0

  /** @param seq of the last update that is in the document */
  constructor(seq: number) {
    this.#seq = seq
  }

  get seq(): number {
    return this.#seq
  }
  /** Up to here nothing need be fetched. */
  get upTo(): number {
    return Math.max(this.#seq, this.#heard)
  }
  /** Others wrote before us what is not here. */
  get hasGap(): boolean {
    return this.#ahead.size > 0
  }

  /** What others wrote is on its way into the document up to this number. */
  hear(seq: number): void {
    this.#heard = Math.max(this.#heard, seq)
  }

  /** It is in the document. */
  take(seq: number): void {
    this.#seq = Math.max(this.#seq, seq)
    this.#closeRanks()
  }

  /** An update of ours has this number: the next one, unless others wrote before it. */
  wrote(seq: number): void {
    if (seq > this.#seq) this.#ahead.add(seq)
    this.#closeRanks()
  }

  #closeRanks(): void {
    for (const seq of this.#ahead) if (seq <= this.#seq) this.#ahead.delete(seq)
    while (this.#ahead.delete(this.#seq + 1)) this.#seq += 1
  }
}
