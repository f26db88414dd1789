import type { RequestHandler } from 'express'

/** Counts the requests under way, so that a drain can wait for them. */
export class InFlight {
  #count = 0
  #waiting: (() => void)[] = []

  readonly handler: RequestHandler = (_req, res, next) => {
    this.#count += 1
    res.on('close', () => {
      this.#count -= 1
      if (this.#count === 0) this.#waiting.splice(0).forEach((resolve) => resolve())
    })
    next()
  }

  /** Resolves when none is under way, or after `ms` at the latest. */
  settled(ms: number): Promise<void> {
    if (this.#count === 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      setTimeout(resolve, ms).unref()
    })
  }
}
