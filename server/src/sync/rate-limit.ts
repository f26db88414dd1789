/** Seconds of full rate a quiet sender may use at once. */
const BURST_SECONDS = 2

/** A token bucket: `perSecond` on average, a burst of two seconds' worth. */
export class RateLimit {
  readonly #perSecond: number
  #tokens: number
  #last: number | null = null

  constructor(perSecond: number) {
    this.#perSecond = perSecond
    this.#tokens = perSecond * BURST_SECONDS
  }

  /** @param now ms, from any steady clock @returns whether so many more are allowed */
  take(now: number, count = 1): boolean {
    const elapsed = this.#last === null ? 0 : (now - this.#last) / 1000
    this.#last = now
    const most = this.#perSecond * BURST_SECONDS
    this.#tokens = Math.min(most, this.#tokens + elapsed * this.#perSecond)
    if (this.#tokens < count) return false
    this.#tokens -= count
    return true
  }
}
