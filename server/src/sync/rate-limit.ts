/** Seconds of full rate a quiet sender may use at once. */
const BURST_SECONDS = 2
/** Counted in thousandths and whole milliseconds: small integers lie in the object itself. */
const WHOLE = 1_000

/** A token bucket: `perSecond` on average, a burst of two seconds' worth. */
export class RateLimit {
  readonly #perSecond: number
  #tokens: number
  #last = -1

  constructor(perSecond: number) {
    this.#perSecond = perSecond
    this.#tokens = perSecond * BURST_SECONDS * WHOLE
  }

  /** @param now ms from 0 on, from any steady clock @returns whether so many more are allowed */
  take(now: number, count = 1): boolean {
    const at = Math.floor(now)
    const elapsed = this.#last === -1 ? 0 : at - this.#last
    this.#last = at
    const most = this.#perSecond * BURST_SECONDS * WHOLE
    this.#tokens = Math.min(most, this.#tokens + elapsed * this.#perSecond)
    const cost = Math.ceil(count * WHOLE)
    if (this.#tokens < cost) return false
    this.#tokens -= cost
    return true
  }
}
