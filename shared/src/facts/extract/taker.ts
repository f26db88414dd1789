/** Hands out what begins before `end` and was not handed out yet; `all` is in order. */
export function taker<T extends { start: number }>(all: readonly T[]): (end: number) => T[] {
  let next = 0
  return (end) => {
    const from = next
    while (next < all.length && (all[next]?.start ?? end) < end) next += 1
    return all.slice(from, next)
  }
}
