import type { Change } from '../api/contracts.ts'
import { factChanges } from './fact-changes.ts'
import { readerCopy, type ReaderCopy, type ReaderCopyInput } from './reader-copy.ts'
import { textChanges } from './text-changes.ts'

/** A correction first, then what makes clearer, then what is new. */
const ORDER: readonly Change['kind'][] = ['correction', 'clarification', 'update', 'none']

/**
 * What changed between what readers have and what they would get now (rules C1–C3, docs/rules/
 * corrections.md): first the facts, then the words, the gravest first. A block that changed only
 * because a fact in it did is told once, as that fact.
 */
export function compareCopies(published: ReaderCopyInput, now: ReaderCopyInput): Change[] {
  const before: ReaderCopy = readerCopy(published)
  const after: ReaderCopy = readerCopy(now)
  const facts = factChanges(before, after)
  return [...facts, ...textChanges(before, after, facts)].toSorted(
    (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind),
  )
}
