import { StoryDoc } from '@dateline/shared/story/story-doc'
import { appendParagraph } from '@dateline/shared/testing/story-builder'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { LONG_STORY, massDeletion } from './mass-deletion.ts'

/** A story of so many paragraphs of a hundred letters, no two alike, typed by several people. */
function aStory(paragraphs: number) {
  const doc = new Y.Doc()
  const body = new StoryDoc(doc).text('body')
  for (let number = 0; number < paragraphs; number += 1) {
    appendParagraph(body, [`${number} word${number} `.padEnd(100, `filler${number} `)])
  }
  return doc
}

/** What somebody's change to it would take away. */
function measure(doc: Y.Doc, change: (story: StoryDoc) => void) {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  const updates: Uint8Array[] = []
  copy.on('update', (update: Uint8Array) => updates.push(update))
  copy.transact(() => change(new StoryDoc(copy)))
  const update = Y.mergeUpdates(updates)
  return massDeletion(doc, update, Y.decodeUpdate(update))
}

const PARAGRAPHS = Math.ceil((LONG_STORY / 100) * 1.5)

test('[H3] more than a third of a long story in one go is noticed, a third is not', () => {
  const doc = aStory(PARAGRAPHS)
  const third = Math.floor(PARAGRAPHS / 3)
  expect(measure(doc, (story) => story.text('body').delete(0, third - 1))).toBeUndefined()
  const found = measure(doc, (story) => story.text('body').delete(0, third + 2))
  expect(found?.deleted).toBeGreaterThan(third * 95)
  expect(found?.total).toBeGreaterThan(LONG_STORY)
})

test('[H3] a short story may be emptied, and a long one written over is noticed', () => {
  const short = aStory(Math.floor(LONG_STORY / 100) - 2)
  expect(measure(short, (story) => story.text('body').delete(0, 10))).toBeUndefined()
  const over = measure(aStory(PARAGRAPHS), (story) => {
    story.text('body').delete(0, PARAGRAPHS)
    appendParagraph(story.text('body'), ['x'.repeat(5_000)])
  })
  expect(over).toBeDefined()
})

test('[H3] what is put into a quotation, a list or another place is not taken away', () => {
  const moved = measure(aStory(PARAGRAPHS), (story) => {
    const body = story.text('body')
    const all = body.toArray().map((node) => (node as Y.XmlElement).clone())
    body.delete(0, body.length)
    const quote = new Y.XmlElement('blockquote')
    quote.insert(0, all)
    body.insert(0, [quote])
  })
  expect(moved).toBeUndefined()
})
