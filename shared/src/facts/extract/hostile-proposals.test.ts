import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { aSource, aStory } from '../../testing/story-builder.ts'
import { acceptProposals } from './accept-proposals.ts'
import { anchorOf } from './anchors.ts'
import type { Span } from './proposal.ts'

const span = (start: number, end: number, text: string): Span => ({
  textField: 'body',
  block: 0,
  start,
  end,
  text,
  field: 'name',
  format: 'full',
})

/** A story with one long paragraph, and proposals as a peer may write them: any place, any words. */
function storyWith(words: string, count: number, spansOf: (index: number) => Span[]) {
  const story = aStory().withBody(words).build()
  const paragraph = story.text('body').get(0) as Y.XmlElement
  const other = new Y.XmlText('elsewhere')
  paragraph.insert(paragraph.length, [other])
  const node = paragraph.get(0) as Y.XmlText
  story.doc.transact(() => {
    for (let index = 0; index < count; index += 1) {
      const spans = spansOf(index)
      const [first] = spans
      if (!first) continue
      const anchors = spans.map(({ start, end, text }) => ({
        ...anchorOf({ node, start, end }),
        ...(text === '' && { end: anchorOf({ node: other, start: 0, end: 1 }).end }),
      }))
      const id = `p${index}` as never
      const fields = { name: `Place ${index}` }
      const found = { id, type: 'place' as const, label: 'x', fields, confidence: 1 }
      story.proposals.put({ ...found, span: first, spans }, anchors, 'test')
    }
  })
  return story
}
const accept = (story: ReturnType<typeof storyWith>) =>
  acceptProposals(story, 'all', () => aSource(), 'test')

describe('[E7] proposals that no import made', () => {
  test('words that are none stand nowhere', () => {
    const story = storyWith('Words.', 1, () => [span(0, 5, '')])
    expect(accept(story)).toEqual({ facts: ['p0'], mentions: 0 })
  })

  test('words that stand everywhere stand nowhere in particular', () => {
    const story = storyWith('a'.repeat(20_000), 200, () => [{ ...span(0, 0, 'a') }])
    expect(accept(story).mentions).toBe(0)
  })

  test('a great many wait for their turn, and are taken without the server standing still', () => {
    const words = 'name '.repeat(20_000)
    const story = storyWith(words, 600, (index) =>
      Array.from({ length: 20 }, (_, at) => {
        const start = (index * 20 + at) * 5
        return span(start, start + 4, 'name')
      }),
    )
    expect(story.proposals.list()).toHaveLength(250) // of 20 places each
    const { facts, mentions } = accept(story)
    expect([facts.length, mentions]).toEqual([250, 5_000])
    expect(story.proposals.list()).toHaveLength(250)
  })
})
