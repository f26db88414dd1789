import { checkBlocks } from '../facts/checks/check-blocks.ts'
import type { CheckBlock } from '../facts/checks/finding.ts'
import type { Fact } from '../facts/fact.ts'
import type { MentionRef } from '../facts/mentions/render-mention.ts'
import type { Ignored } from '../story/ignored-doc.ts'
import type { Language } from '../story/meta-doc.ts'
import type { Meta } from '../story/meta-doc.ts'
import { piecesOf, type Piece } from '../story/pieces.ts'
import { TEXT_FIELDS, type StoryDoc, type TextField } from '../story/story-doc.ts'
import { textBlocks } from '../story/text-blocks.ts'

/** Words or a mention of one text block; `Run` of text-blocks.ts without its place in the document. */
export type GateRun =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mention'; readonly mention: MentionRef }
  | { readonly kind: 'break' }

/** What the gate looks at in a story: plain values, alike on the server and in a browser. */
export interface GateStory {
  readonly language: Language
  readonly meta: Pick<Meta, 'slug' | 'byline'>
  readonly facts: readonly Fact[]
  /** Pictures, tables and embeds of the body. */
  readonly pieces: readonly Piece[]
  /** The text blocks of each field in reading order. */
  readonly fields: Readonly<Record<TextField, readonly { readonly runs: readonly GateRun[] }[]>>
  /** The same blocks as the checks read them, and the findings that somebody ignored. */
  readonly checked: readonly CheckBlock[]
  readonly ignored: ReadonlyMap<string, Ignored>
}

/** Reads a story for the gate. Changes nothing. */
export function gateStory(story: StoryDoc): GateStory {
  const blocks = TEXT_FIELDS.map((field) => [field, textBlocks(story.text(field))] as const)
  return {
    language: story.meta.read().language,
    meta: story.meta.read(),
    pieces: piecesOf(story.text('body')),
    facts: story.facts.list(),
    fields: Object.fromEntries(blocks) as unknown as GateStory['fields'],
    checked: checkBlocks(story),
    ignored: story.ignored.list(),
  }
}
