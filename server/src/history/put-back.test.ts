import { StoryDoc } from '@dateline/shared/story/story-doc'
import { fieldText } from '@dateline/shared/story/story-text'
import { appendParagraph, id, mention } from '@dateline/shared/testing/story-builder'
import { beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { deletedBy, deletionOf } from '../sync/deleted-ranges.ts'
import { putBack } from './put-back.ts'

const copyOf = (doc: Y.Doc, gc = true) => {
  const copy = new Y.Doc({ gc })
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}
const read = (doc: Y.Doc) => fieldText(new StoryDoc(doc), 'body')
const body = (doc: Y.Doc) => new StoryDoc(doc).text('body')
const lines = (doc: Y.Doc) => read(doc).split('\n').filter(Boolean)

let before: Y.Doc
beforeEach(() => {
  before = new Y.Doc()
  new StoryDoc(before).facts.create(
    { id: id('place'), type: 'place', label: 'Doha', fields: { name: 'Doha' } },
    'test',
  )
  appendParagraph(body(before), ['One stays.'])
  appendParagraph(body(before), ['Two goes to ', mention('place', 'name', 'full'), '.'])
  appendParagraph(body(before), ['Three goes.'])
  appendParagraph(body(before), ['Four stays in part.'])
})

/** A script that takes paragraphs two and three away, and a part of the fourth. */
function takenAway() {
  const until = copyOf(before, false)
  const ranges: ReturnType<typeof rangesOf> = []
  const step = (act: () => void) => {
    const was = copyOf(until)
    const state = Y.encodeStateVector(until)
    until.transact(act)
    ranges.push(...rangesOf(was, Y.encodeStateAsUpdate(until, state)))
  }
  step(() => body(until).delete(1, 1))
  step(() => body(until).delete(1, 1))
  const last = () => (body(until).toArray().at(-1) as Y.XmlElement).firstChild as Y.XmlText
  step(() => last().delete('Four stays'.length, ' in part'.length))
  return { until, removed: deletionOf(ranges) }
}
const rangesOf = (doc: Y.Doc, update: Uint8Array) =>
  [...deletedBy(doc, Y.decodeUpdate(update))].map(({ client, clock, len }) => {
    return { client, clock, len }
  })

test('[H7] it comes back where it stood; what others wrote since stays', () => {
  const { until, removed } = takenAway()
  const now = copyOf(until) // a server forgets what was deleted
  appendParagraph(body(now), ['Five is new.'])
  ;((body(now).toArray()[0] as Y.XmlElement).firstChild as Y.XmlText).insert(0, 'Number ')
  expect(lines(now)).toEqual(['Number One stays.', 'Four stays.', 'Five is new.'])
  const reader = copyOf(now)
  const state = Y.encodeStateVector(now)
  putBack(now, { removed, before, until })
  expect(lines(now)).toEqual([
    'Number One stays.',
    'Two goes to Doha.',
    'Three goes.',
    'Four stays in part.',
    'Five is new.',
  ])
  // And so it reads on a screen that is told of it.
  Y.applyUpdate(reader, Y.encodeStateAsUpdate(now, state))
  expect(lines(reader)).toEqual(lines(now))
})

test('[H7] what somebody has put back by hand does not come twice', () => {
  const { until, removed } = takenAway()
  const now = copyOf(until)
  appendParagraph(body(now), ['Two goes to Doha.'])
  appendParagraph(body(now), ['Three goes.'])
  appendParagraph(body(now), ['And in part.'])
  const was = lines(now)
  putBack(now, { removed, before, until })
  expect(lines(now)).toEqual(was)
})

test('[H7] what was written and taken away within those seconds comes back too', () => {
  const until = copyOf(before, false)
  appendParagraph(body(until), ['Written while it went.'])
  const was = copyOf(until)
  const state = Y.encodeStateVector(until)
  until.transact(() => body(until).delete(1, 4))
  const ranges = rangesOf(was, Y.encodeStateAsUpdate(until, state))
  const now = copyOf(until)
  putBack(now, { removed: deletionOf(ranges), before, until })
  expect(lines(now)).toEqual([...lines(before), 'Written while it went.'])
})
