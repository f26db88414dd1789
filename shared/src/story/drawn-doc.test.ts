import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { StoryDoc } from './story-doc.ts'

test('[V6] what a picture said is kept by its file, on every device; what a peer wrote wrongly is not', () => {
  const [one, other] = [new StoryDoc(new Y.Doc()), new StoryDoc(new Y.Doc())]
  one.drawn.put('a', { kind: 'timeline', words: 'March 14: Next meeting' }, 'test')
  one.doc.getMap('drawn').set('b', { kind: 'portrait', words: 'x' })
  Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(one.doc))
  expect(other.drawn.get('a')).toEqual({ kind: 'timeline', words: 'March 14: Next meeting' })
  expect(other.drawn.get('b')).toBeUndefined()
  expect(other.drawn.get('c')).toBeUndefined()
})
