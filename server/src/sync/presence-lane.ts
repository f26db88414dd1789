/** How many people get how many milliseconds between presence messages (rule Y10). */
const PACE: readonly [people: number, ms: number][] = [
  [200, 500],
  [50, 250],
  [0, 100],
]
/** Where somebody writes, presence waits a tick's time for the words it belongs to. */
const FOR_A_TICK_MS = 40

/**
 * The lane of its own that presence has in a story: at once in a quiet one, then at most 10 times
 * a second, slower as it fills. Where people also write, it goes out with what they wrote.
 */
export class PresenceLane {
  readonly #send: () => void
  #timer: NodeJS.Timeout | null = null
  #lastSent = -Infinity

  constructor(send: () => void) {
    this.#send = send
  }

  /** There is something to tell. @param isTicking a tick of this story is about to come */
  schedule(people: number, isTicking: boolean): void {
    if (this.#timer) return
    const wait = Math.max(this.#due(people) - performance.now(), isTicking ? FOR_A_TICK_MS : 0)
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#send()
    }, wait)
  }

  /** Something waits to be told, and may be told now. */
  isDue(people: number, now: number): boolean {
    return this.#timer !== null && this.#due(people) <= now
  }

  /** All that waited was told. */
  sent(now: number): void {
    this.#lastSent = now
    this.stop()
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }

  #due(people: number): number {
    return this.#lastSent + (PACE.find(([more]) => people > more)?.[1] ?? 0)
  }
}
