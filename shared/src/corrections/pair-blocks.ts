interface Pair {
  /** undefined: the block is new. */
  readonly before?: string
  /** undefined: it is not there any more. */
  readonly after?: string
}

/** Words in common of two blocks that are taken for one that was rewritten. */
const SAME_BLOCK = 0.4

/**
 * Which block became which, without those that stayed as they are: a block is paired with the one
 * of the other side that shares most words with it, whatever moved in between.
 */
export function pairBlocks(before: readonly string[], after: readonly string[]): Pair[] {
  const old = without(before, after)
  const now = without(after, before)
  const pairs: Pair[] = []
  for (const block of old) {
    const best = now
      .map((other) => ({ other, share: alike(block, other) }))
      .toSorted((a, b) => b.share - a.share)[0]
    if (best && best.share >= SAME_BLOCK) {
      now.splice(now.indexOf(best.other), 1)
      pairs.push({ before: block, after: best.other })
    } else pairs.push({ before: block })
  }
  return [...pairs, ...now.map((block) => ({ after: block }))]
}

/** Those of `blocks` that `others` does not have, each as often as it is missing there. */
function without(blocks: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const block of others) left.set(block, (left.get(block) ?? 0) + 1)
  return blocks.filter((block) => {
    const count = left.get(block) ?? 0
    if (count > 0) left.set(block, count - 1)
    return count === 0
  })
}

/** Share of words that two texts have in common, 0 to 1 (Sørensen–Dice over a bag of words). */
export function alike(a: string, b: string): number {
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const [left, right] = [words(a), words(b)]
  if (left.length + right.length === 0) return 1
  const bag = new Map<string, number>()
  for (const word of left) bag.set(word, (bag.get(word) ?? 0) + 1)
  let common = 0
  for (const word of right) {
    const count = bag.get(word) ?? 0
    if (count === 0) continue
    common += 1
    bag.set(word, count - 1)
  }
  return (2 * common) / (left.length + right.length)
}
