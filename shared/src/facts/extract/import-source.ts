import { mintId } from '../../ids.ts'
import type { Language } from '../../story/meta-doc.ts'
import type { Source } from '../source.ts'
import type { Proposal } from './proposal.ts'

export interface SourceOrigin {
  readonly publisher?: string | undefined
  readonly url?: string | undefined
  readonly language: Language
  readonly userId: string
  readonly at: number // ms since epoch
}

/**
 * Makes the source of each imported fact: a report, never a principal, so an imported text alone
 * does not settle what needs two sources (A4). The excerpt is the sentence it was found in.
 */
export function importSource(
  origin: SourceOrigin,
): (proposal: Proposal, sentence: string) => Source {
  const { publisher, url, language, userId, at } = origin
  return (_proposal, sentence) => ({
    id: mintId(),
    kind: 'wire',
    publisher: (publisher ?? 'Imported text').slice(0, 500),
    excerpt: sentence.slice(0, 10_000),
    originalLanguage: language,
    capturedBy: userId,
    capturedAt: at,
    record: 'on',
    ...(url !== undefined && url.length <= 2_000 && { url }),
  })
}
