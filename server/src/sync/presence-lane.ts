import type { Room } from './room.ts'

/** How many people get how many milliseconds between presence messages (rule Y10). */
const PACE: readonly [people: number, ms: number][] = [
  [200, 500],
  [50, 250],
  [0, 100],
]

/**
 * The lane of its own that presence has: at once in a quiet room, then at most 10 times a second,
 * slower as the room fills, because its cost grows with the square of the people.
 */
export class PresenceLane {
  readonly #timers = new Map<Room, NodeJS.Timeout>()
  readonly #lastSent = new WeakMap<Room, number>()

  schedule(room: Room): void {
    if (this.#timers.has(room)) return
    const pace = PACE.find(([people]) => room.peers.size > people)?.[1] ?? 100
    const wait = (this.#lastSent.get(room) ?? -Infinity) + pace - performance.now()
    if (wait <= 0) return this.#send(room)
    this.#timers.set(
      room,
      setTimeout(() => this.#send(room), wait),
    )
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  #send(room: Room): void {
    this.#timers.delete(room)
    this.#lastSent.set(room, performance.now())
    room.sendPresence()
  }
}
