import type { NewFact } from '@dateline/shared/facts/facts-doc'
import type { Source } from '@dateline/shared/facts/source'
import type { FactId } from '@dateline/shared/ids'
import type { StorySeed } from '@dateline/shared/story/seed-story'
import type { StoryDoc } from '@dateline/shared/story/story-doc'

/** A story of the demo newsroom, and what happened to its facts before anybody looks. */
export interface DemoStory {
  readonly seed: StorySeed
  readonly facts: readonly NewFact[]
  /** Approved by the editor as they stand. */
  readonly approve: readonly FactId[]
  /** Disputed by the editor, with the reason. */
  readonly dispute: readonly { factId: FactId; note: string }[]
  /** What the reporter changed after the approvals. */
  readonly afterwards?: (story: StoryDoc) => void
}

export type Inline = NonNullable<StorySeed['body']>

export const words = (text: string): Inline => ({ type: 'text', text })

export const mention = (factId: FactId, field: string, format: string): Inline => ({
  type: 'mention',
  attrs: { factId, field, format },
})

export const paragraph = (...content: Inline[]): Inline => ({ type: 'paragraph', content })

export const heading = (text: string): Inline => ({
  type: 'heading',
  attrs: { level: 2 },
  content: [words(text)],
})

export const quotation = (...content: Inline[]): Inline => ({
  type: 'blockquote',
  content: [paragraph(...content)],
})

export const bullets = (...items: Inline[][]): Inline => ({
  type: 'bulletList',
  content: items.map((item) => ({ type: 'listItem', content: [paragraph(...item)] })),
})

/** An official statement on the record: enough for any fact (rule A4). */
export const official = (id: string, publisher: string, excerpt: string): Source => ({
  id,
  kind: 'official_statement',
  publisher,
  excerpt,
  originalLanguage: 'en',
  record: 'on',
})

export const wire = (id: string, publisher: string, excerpt: string): Source => ({
  id,
  kind: 'wire',
  publisher,
  excerpt,
  originalLanguage: 'en',
  record: 'on',
})
