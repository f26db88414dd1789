import { blocksText, inlineText, leafBlocks } from '../export/ast-text.ts'
import { FactView } from '../export/fact-view.ts'
import type { ExportPackage, PublishedFact } from '../export/package.ts'

export type ReaderCopyInput = Pick<
  ExportPackage,
  'language' | 'facts' | 'mentions' | 'headline' | 'standfirst' | 'body'
>

/** What readers have of a story, or would have now: its words and its facts. */
export interface ReaderCopy {
  readonly language: ExportPackage['language']
  readonly headline: string
  readonly standfirst: string
  /** Text blocks in reading order, blank ones left out. */
  readonly blocks: readonly string[]
  readonly facts: ReadonlyMap<string, PublishedFact>
  readonly view: FactView
  readonly mentions: ExportPackage['mentions']
  /** All that a reader can read, for "is this value anywhere in it". */
  readonly text: string
}

export function readerCopy(story: ReaderCopyInput): ReaderCopy {
  return {
    language: story.language,
    headline: story.headline.text.trim(),
    standfirst: story.standfirst.text.trim(),
    blocks: leafBlocks(story.body)
      .map(({ content }) => inlineText(content).replaceAll(/\s+/g, ' ').trim())
      .filter((text) => text !== ''),
    facts: new Map(story.facts.map((fact) => [fact.id, fact])),
    view: new FactView(story),
    mentions: story.mentions,
    text: [story.headline.text, story.standfirst.text, blocksText(story.body)].join('\n'),
  }
}
