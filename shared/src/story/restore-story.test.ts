import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import * as Y from 'yjs'
import { factHash } from '../facts/canonical.ts'
import { aStory, appendParagraph, id, mention } from '../testing/story-builder.ts'
import { restoreStory } from './restore-story.ts'
import { StoryDoc } from './story-doc.ts'
import { fieldText } from './story-text.ts'

const copyOf = (story: StoryDoc) => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(story.doc))
  return new StoryDoc(doc)
}
const keep = { setFactsBack: false }

const paragraphs = fc.array(fc.constantFrom('one', 'two', 'three', 'four'), { maxLength: 8 })

test.prop([paragraphs, paragraphs])(
  '[H5] it reads as it did then, whatever was done since',
  (was, is) => {
    const then = aStory()
      .withBody(...was)
      .build()
    const now = aStory()
      .withBody(...is)
      .build()
    const { fields } = restoreStory(now, then, keep, 'test')
    expect(fieldText(now, 'body')).toBe(fieldText(then, 'body'))
    expect(fields).toEqual(was.join() === is.join() ? [] : ['body'])
  },
)

test('[H5] paragraphs that are the same are not touched: whoever writes there writes on', () => {
  const now = aStory().withHeadline('Talks').withBody('one', 'two', 'three').build()
  const then = copyOf(now)
  const [first, , third] = now.text('body').toArray()
  now.text('body').delete(1, 1)
  appendParagraph(now.text('body'), ['four'])
  restoreStory(now, then, keep, 'test')
  const blocks = now.text('body').toArray()
  expect(fieldText(now, 'body')).toBe('one\n\ntwo\n\nthree')
  expect(blocks[0]).toBe(first)
  expect(blocks[2]).toBe(third)
})

test('[H5] what two people do beside it survives', () => {
  const now = aStory().withBody('one', 'two').build()
  const then = copyOf(now)
  now.text('body').delete(1, 1)
  const other = copyOf(now)
  appendParagraph(other.text('body'), ['from the pier'])
  restoreStory(now, then, keep, 'test')
  Y.applyUpdate(now.doc, Y.encodeStateAsUpdate(other.doc))
  Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(now.doc))
  expect(fieldText(now, 'body')).toContain('two')
  expect(fieldText(now, 'body')).toContain('from the pier')
  expect(fieldText(other, 'body')).toBe(fieldText(now, 'body'))
})

const talks = () =>
  aStory()
    .withFact('place', 'place', { fields: { name: 'Doha' } })
    .withFact('other', 'place', { fields: { name: 'Oslo' } })
    .withBody(['They meet in ', mention('place', 'name'), '.'])
    .build()

test('[H5] a fact that was corrected since stays corrected, and its mention shows that', () => {
  const now = talks()
  const then = copyOf(now)
  now.facts.setField(id('place'), 'name', 'Istanbul', 'test')
  now.text('body').delete(0, 1)
  const { factsLeft, factsSetBack } = restoreStory(now, then, keep, 'test')
  expect([factsLeft, factsSetBack]).toEqual([['place'], []])
  expect(fieldText(now, 'body')).toBe('They meet in Istanbul.')
})

test('[H5] a deleted fact comes back where the text mentions it, with the same hash', () => {
  const now = talks()
  const then = copyOf(now)
  now.facts.remove(id('place'), 'test')
  now.facts.remove(id('other'), 'test')
  const { factsBack } = restoreStory(now, then, keep, 'test')
  expect(factsBack).toEqual(['place'])
  const [had, has] = [then.facts.get('place'), now.facts.get('place')]
  expect(has && factHash(has)).toBe(had && factHash(had))
  expect(fieldText(now, 'body')).toBe('They meet in Doha.')
})

test('[H5] asked to, it sets every fact back to what it said', () => {
  const now = talks()
  const then = copyOf(now)
  now.facts.setField(id('place'), 'name', 'Istanbul', 'test')
  now.facts.setLabel(id('place'), 'elsewhere', 'test')
  now.facts.putSource(id('place'), { id: 's', kind: 'wire', publisher: 'A wire' }, 'test')
  now.facts.remove(id('other'), 'test')
  const restored = restoreStory(now, then, { setFactsBack: true }, 'test')
  expect(restored).toMatchObject({ factsBack: ['other'], factsSetBack: ['place'], factsLeft: [] })
  expect(now.facts.list()).toEqual(then.facts.list())
})
