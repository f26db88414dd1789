import type { Proposal } from '@dateline/shared/facts/extract/proposal'
import type { Source } from '@dateline/shared/facts/source'
import { mintId } from '@dateline/shared/ids'
import type { Language } from '@dateline/shared/story/meta-doc'

export interface SourceOrigin {
  readonly publisher?: string | undefined
  readonly url?: string | undefined
  readonly language: Language
  readonly userId: string
  readonly at: number // ms since epoch
}

/**
 * Makes the source of each imported fact: the wire that a publisher sent, or else the text itself,
 * as a document somebody brought. The excerpt is the sentence in which the fact was found.
 */
export function importSource(
  origin: SourceOrigin,
): (proposal: Proposal, sentence: string) => Source {
  const { publisher, url, language, userId, at } = origin
  return (_proposal, sentence) => ({
    id: mintId(),
    kind: publisher === undefined ? 'document' : 'wire',
    publisher: (publisher ?? 'Imported text').slice(0, 500),
    excerpt: sentence.slice(0, 10_000),
    originalLanguage: language,
    capturedBy: userId,
    capturedAt: at,
    record: 'on',
    ...(url !== undefined && url.length <= 2_000 && { url }),
  })
}
