import type { Fact } from './fact.ts'
import { isUsable } from './status.ts'

/**
 * Whether every source of a fact is an official document on the record: the only facts that may be
 * approved several at a time (rule A12). Each can be read by whoever doubts it.
 */
export function isFromDocuments({ sources }: Pick<Fact, 'sources'>): boolean {
  return (
    sources.length > 0 &&
    sources.every(
      (source) =>
        (source.kind === 'document' || source.kind === 'official_statement') &&
        (source.record ?? 'on') === 'on' &&
        isUsable(source),
    )
  )
}
