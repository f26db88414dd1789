/**
 * Letters to change, add, leave out or swap with their neighbour to make one word of another.
 *
 * @returns `limit + 1` as soon as it must be more than `limit`
 */
export function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1
  let twoBack: number[] = []
  let back = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    let least = i
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1]
      let cost = Math.min(
        (row[j - 1] ?? 0) + 1,
        (back[j] ?? 0) + 1,
        (back[j - 1] ?? 0) + (isSame ? 0 : 1),
      )
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, (twoBack[j - 2] ?? 0) + 1)
      }
      row.push(cost)
      least = Math.min(least, cost)
    }
    if (least > limit) return limit + 1
    ;[twoBack, back] = [back, row]
  }
  return back[other.length] ?? limit + 1
}
