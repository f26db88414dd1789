import type { JSONContent } from '@tiptap/core'
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { bodySchema, lineSchema } from '../editor-schema/editor-schema.ts'
import type { Meta } from './meta-doc.ts'
import { StoryDoc, type TextField } from './story-doc.ts'

/** What a new story starts with. Line fields are words, or words and mentions as inline nodes. */
export interface StorySeed {
  readonly headline?: string | readonly JSONContent[]
  readonly standfirst?: string | readonly JSONContent[]
  readonly seoTitle?: string
  readonly seoDescription?: string
  /** A ProseMirror document of `bodySchema`; one empty paragraph when left out. */
  readonly body?: JSONContent
  readonly meta: Partial<Meta> & Pick<Meta, 'language'>
}

const EMPTY: JSONContent = { type: 'doc', content: [{ type: 'paragraph' }] }

/**
 * Writes the first content of a story into its fresh document. Only the server calls it, once: two
 * clients that each brought initial content would make two copies of it.
 *
 * @throws RangeError when the body does not fit the editor's schema
 */
export function seedStory(doc: Y.Doc, seed: StorySeed): void {
  const story = new StoryDoc(doc)
  doc.transact(() => {
    for (const field of ['headline', 'standfirst', 'seoTitle', 'seoDescription'] as const) {
      writeLine(story, field, seed[field] ?? '')
    }
    // Checked first: what does not fit would be deleted for everyone by the first editor that opens it.
    bodySchema.nodeFromJSON(seed.body ?? EMPTY).check()
    prosemirrorJSONToYXmlFragment(bodySchema, seed.body ?? EMPTY, story.text('body'))
    const { tags, categories, ...keys } = seed.meta
    for (const [key, value] of Object.entries(keys)) {
      story.meta.set(key as keyof typeof keys, value, 'seed')
    }
    if (tags) story.meta.setTags(tags, 'seed')
    if (categories) story.meta.setCategories(categories, 'seed')
  }, 'seed')
}

function writeLine(
  story: StoryDoc,
  field: Exclude<TextField, 'body'>,
  line: string | readonly JSONContent[],
): void {
  const words = typeof line === 'string' ? line.replaceAll(/\s+/g, ' ').trim() : ''
  const content = typeof line === 'string' ? words && [{ type: 'text', text: words }] : line
  const paragraph = content ? { type: 'paragraph', content: [...content] } : { type: 'paragraph' }
  const json: JSONContent = { type: 'doc', content: [paragraph] }
  lineSchema.nodeFromJSON(json).check()
  prosemirrorJSONToYXmlFragment(lineSchema, json, story.text(field))
}
