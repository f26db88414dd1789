import type { Quarantined } from './update-store.ts'

/** Runs of sequence numbers that are missing from `seqs` (ascending) between `after` and `last`. */
export function gaps(
  seqs: readonly number[],
  after: number,
  last: number,
): readonly { first: number; last: number }[] {
  const found: { first: number; last: number }[] = []
  let expected = after + 1
  for (const seq of [...seqs, last + 1]) {
    if (seq > expected) found.push({ first: expected, last: seq - 1 })
    expected = Math.max(expected, seq + 1)
  }
  return found
}

/** What the story lacks, or a past state of it up to `seq`: in the order of the log. */
export const lostIn = (all: readonly Quarantined[]): readonly Quarantined[] =>
  all.filter(({ isLost }) => isLost).toSorted((a, b) => a.firstSeq - b.firstSeq)
