import type { CheckBlock, CheckWorld, Finding } from '@dateline/shared/facts/checks/finding'

/** A block of the request before, by its place in that list, and the number it has now. */
export interface SameBlock {
  readonly same: number
  readonly block: number
}

/** What the page sends to the worker: all blocks in order, in words only those that changed. */
export interface CheckRequest {
  readonly id: number
  /** Left out while it is the world of the request before. */
  readonly world?: CheckWorld
  readonly blocks: readonly (CheckBlock | SameBlock)[]
}

export interface CheckAnswer {
  readonly id: number
  readonly findings: readonly Finding[]
}

/** The blocks as a request writes them after `before` was sent. */
export function requestBlocks(
  before: readonly CheckBlock[],
  now: readonly CheckBlock[],
): CheckRequest['blocks'] {
  const known = new Map(before.map((block, index) => [contentOf(block), index]))
  return now.map((block) => {
    const same = known.get(contentOf(block))
    return same === undefined ? block : { same, block: block.block }
  })
}

/** All of a block but its number: that changes with every paragraph above it. */
const contentOf = ({ textField, text, mentions, quoted }: CheckBlock): string =>
  JSON.stringify([textField, quoted, text, mentions])
