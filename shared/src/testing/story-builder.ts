import * as Y from 'yjs'
import type { FactType } from '../facts/fact-types.ts'
import type { NewFact } from '../facts/facts-doc.ts'
import type { MentionRef } from '../facts/mentions/render-mention.ts'
import type { Source } from '../facts/source.ts'
import { factIdSchema, type FactId } from '../ids.ts'
import type { Language } from '../story/meta-doc.ts'
import { StoryDoc, type TextField } from '../story/story-doc.ts'

/** Words and mentions of one paragraph. */
export type Inline = string | MentionRef
export type Paragraph = Inline | readonly Inline[]

/** A fact's id as tests write it: `id('meeting')`. */
export const id = (name: string): FactId => factIdSchema.parse(name)

export const mention = (factId: string, field: string, format = 'plain'): MentionRef => ({
  factId,
  field,
  format,
})

/** A source that counts: a wire report, unless told otherwise. */
export const aSource = (more: Partial<Source> = {}): Source => ({
  id: 's1',
  kind: 'wire',
  publisher: 'A wire',
  ...more,
})

/** A story in a Y.Doc, made of what a test cares about and nothing else. */
class StoryBuilder {
  readonly doc = new Y.Doc()
  readonly story = new StoryDoc(this.doc)

  withHeadline(...words: Inline[]): this {
    return this.withText('headline', [words])
  }

  withStandfirst(...words: Inline[]): this {
    return this.withText('standfirst', [words])
  }

  /** One paragraph each. */
  withBody(...paragraphs: Paragraph[]): this {
    return this.withText('body', paragraphs)
  }

  withText(field: TextField, paragraphs: readonly Paragraph[]): this {
    this.doc.transact(() => {
      for (const paragraph of paragraphs) {
        const inlines = Array.isArray(paragraph) ? (paragraph as readonly Inline[]) : [paragraph]
        appendParagraph(this.story.text(field), inlines as readonly Inline[])
      }
    })
    return this
  }

  withLanguage(language: Language): this {
    this.story.meta.set('language', language, 'test')
    return this
  }

  /** A fact under the id `name`, labelled so unless told otherwise. */
  withFact(name: string, type: FactType, more: Partial<Omit<NewFact, 'id' | 'type'>> = {}): this {
    this.story.facts.create({ id: id(name), type, label: name, ...more }, 'test')
    return this
  }

  build(): StoryDoc {
    return this.story
  }
}

export const aStory = (): StoryBuilder => new StoryBuilder()

/** Appends a paragraph the way the editor's binding stores it. */
export function appendParagraph(fragment: Y.XmlFragment, inlines: readonly Inline[]): void {
  const paragraph = new Y.XmlElement('paragraph')
  fragment.push([paragraph])
  paragraph.push(inlines.map(nodeOf))
}

function nodeOf(inline: Inline): Y.XmlText | Y.XmlElement {
  if (typeof inline === 'string') return new Y.XmlText(inline)
  const node = new Y.XmlElement('mention')
  for (const [key, value] of Object.entries(inline)) node.setAttribute(key, String(value))
  return node
}
