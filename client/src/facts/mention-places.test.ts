import { mintFactId } from '@dateline/shared/ids'
import { seedStory } from '@dateline/shared/story/seed-story'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Cell } from '../sync/snapshots.ts'
import { mentionPlaces } from './mention-places.ts'

test('a letter far from every mention leaves their places as they are; one beside a mention does not', () => {
  const doc = new Y.Doc()
  const story = new StoryDoc(doc, () => 0)
  const factId = mintFactId()
  const mention = { type: 'mention', attrs: { factId, field: 'name', format: 'full' } }
  const paragraph = (...content: object[]) => ({ type: 'paragraph', content })
  const text = (words: string) => ({ type: 'text', text: words })
  const body = {
    type: 'doc',
    content: [paragraph(text('Far off')), paragraph(text('In '), mention)],
  }
  seedStory(doc, { headline: 'Talks', body, meta: { language: 'en' } })
  story.facts.create({ id: factId, type: 'place', label: 'Doha', fields: { name: 'Doha' } }, 'test')
  const version = new Cell(0)
  const places = mentionPlaces(story, version)
  const type = (block: number) => {
    const words = (story.text('body').get(block) as Y.XmlElement).get(0) as Y.XmlText
    words.insert(0, 'x')
    version.set(version.list() + 1)
  }

  const before = places.list()
  expect(before.get(factId)?.map(({ before: words }) => words)).toEqual(['In '])
  type(0)
  expect(places.list()).toBe(before)
  type(1)
  expect(
    places
      .list()
      .get(factId)
      ?.map(({ before: words }) => words),
  ).toEqual(['xIn '])
})
