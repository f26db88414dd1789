// @vitest-environment happy-dom
import { seedStory } from '@dateline/shared/story/seed-story'
import { Editor } from '@tiptap/core'
import { absolutePositionToRelativePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { StorySession } from '../sync/story-session.ts'
import { aSession, aUser } from '../testing/fact-bed.tsx'
import { StoryEditors } from './story-editors.ts'
import { textExtensions } from './text-extensions.ts'

let session: StorySession
let editor: Editor
let other: Awareness

beforeEach(() => {
  vi.useFakeTimers()
  session = aSession(aUser('Ann', 'reporter'))
  const words = [{ type: 'text', text: 'The ferry is late' }]
  const body = { type: 'doc', content: [{ type: 'paragraph', content: words }] }
  seedStory(session.doc, { headline: 'Talks', body, meta: { language: 'en' } })
  const element = document.createElement('div')
  document.body.append(element)
  editor = new Editor({ element, extensions: textExtensions(session, 'body', new StoryEditors()) })
  other = new Awareness(new Y.Doc())
})
afterEach(() => {
  editor.destroy()
  session.destroy()
  other.destroy()
  vi.useRealTimers()
})

function stand(position: number | null) {
  const { type, binding } = ySyncPluginKey.getState(editor.state) as {
    type: Y.XmlFragment
    binding: { mapping: Map<never, never> }
  }
  const at =
    position === null ? null : absolutePositionToRelativePosition(position, type, binding.mapping)
  const user = { id: 'ben', name: 'Ben', color: '#993366' }
  other.setLocalState(at && { user, field: 'body', cursor: { anchor: at, head: at } })
  applyAwarenessUpdate(session.awareness, encodeAwarenessUpdate(other, [other.clientID]), 'net')
  vi.advanceTimersByTime(1) // the binding draws carets a task later
}
const caret = () => editor.view.dom.querySelector<HTMLElement>('.remote-caret')
const isLit = () => caret()?.dataset['lit'] === ''

test('a caret shows its name while it moves and two seconds longer', () => {
  stand(3)
  expect(caret()?.title).toBe('Ben')
  expect(isLit()).toBe(true)
  vi.advanceTimersByTime(1_500)
  stand(4)
  vi.advanceTimersByTime(1_500)
  expect(isLit()).toBe(true)
  vi.advanceTimersByTime(500)
  expect(isLit()).toBe(false)
  stand(5)
  expect(isLit()).toBe(true)
})

test('while it shows already nothing of it is touched', () => {
  stand(3)
  const before = caret()
  const touched = new MutationObserver(() => undefined)
  if (before) touched.observe(before, { attributes: true, childList: true, subtree: true })
  stand(4)
  expect(caret()).toBe(before)
  expect(touched.takeRecords()).toEqual([])
  touched.disconnect()
})

test('whoever leaves takes their caret along', () => {
  stand(3)
  stand(null)
  expect(caret()).toBe(null)
})
