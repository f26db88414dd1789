import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { mintFactId } from '../ids.ts'
import { seedStory } from './seed-story.ts'
import { StoryDoc } from './story-doc.ts'
import { fieldText } from './story-text.ts'

test('a seeded story reads as it was given, mentions written out', () => {
  const doc = new Y.Doc()
  const story = new StoryDoc(doc)
  const factId = mintFactId()
  const attrs = { factId, field: 'name', format: 'full' }
  seedStory(doc, {
    headline: [
      { type: 'text', text: 'Talks open in ' },
      { type: 'mention', attrs },
    ],
    standfirst: ' Two   lines\nmade one ',
    body: {
      type: 'doc',
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: 'One.' }] },
        {
          type: 'blockquote',
          content: [{ type: 'paragraph', content: [{ type: 'text', text: '“Two.”' }] }],
        },
      ],
    },
    meta: { language: 'en', slug: 'talks-open', tags: ['talks'] },
  })
  expect(fieldText(story, 'headline')).toBe('Talks open in [?]')
  story.facts.create({ id: factId, type: 'place', label: 'Doha', fields: { name: 'Doha' } }, 'test')
  expect(fieldText(story, 'headline')).toBe('Talks open in Doha')
  expect(fieldText(story, 'standfirst')).toBe('Two lines made one')
  expect(fieldText(story, 'body')).toBe('One.\n\n“Two.”')
  expect(story.meta.read()).toEqual({
    language: 'en',
    slug: 'talks-open',
    tags: ['talks'],
    categories: [],
  })
})

test('every field of an empty story has its one paragraph, so two editors never both add it', () => {
  const doc = new Y.Doc()
  seedStory(doc, { meta: { language: 'prs' } })
  const story = new StoryDoc(doc)
  for (const field of ['headline', 'standfirst', 'body'] as const) {
    expect(story.text(field).toJSON()).toBe('<paragraph></paragraph>')
  }
})

test('a body the editor could not hold is refused, not stored', () => {
  const body = { type: 'doc', content: [{ type: 'script' }] }
  expect(() => seedStory(new Y.Doc(), { body, meta: { language: 'en' } })).toThrow(RangeError)
})
