// @vitest-environment happy-dom
import { seedStory } from '@dateline/shared/story/seed-story'
import { fieldText } from '@dateline/shared/story/story-text'
import { appendParagraph } from '@dateline/shared/testing/story-builder'
import { Editor } from '@tiptap/core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { StoryEditors } from '../editor/story-editors.ts'
import { textExtensions } from '../editor/text-extensions.ts'
import type { StorySession } from '../sync/story-session.ts'
import { aSession, aUser } from '../testing/fact-bed.tsx'
import { InlineWorker } from '../testing/inline-worker.ts'
import { applyFix, goToFinding } from './apply-fix.ts'
import { openChecks } from './open-checks.ts'

const WRONG = 'They meet on Friday, November 6, 2025.'

let session: StorySession
let editors: StoryEditors
let body: Editor
beforeEach(() => {
  vi.stubGlobal('Worker', InlineWorker)
  session = aSession(aUser('Ann', 'reporter'))
  const content = [{ type: 'paragraph', content: [{ type: 'text', text: WRONG }] }]
  const seed = {
    headline: 'Talks',
    body: { type: 'doc', content },
    meta: { language: 'en' },
  } as const
  seedStory(session.doc, seed)
  editors = new StoryEditors()
  const element = document.createElement('div')
  document.body.append(element)
  body = new Editor({ element, extensions: textExtensions(session, 'body', editors) })
  editors.add('body', body)
})
afterEach(() => {
  body.destroy()
  vi.unstubAllGlobals()
})

const lines = () =>
  [...body.view.dom.querySelectorAll('.check-words')].map(({ textContent }) => textContent)
const copy = () => ({ session, editors, blocks: openChecks(session).list().blocks })
const first = () => openChecks(session).list().open[0]

test('the words of a finding are underlined, and say why', async () => {
  await expect.poll(lines).toEqual(['Friday'])
  const line = body.view.dom.querySelector('.check-words')
  expect(line?.getAttribute('title')).toBe('November 6, 2025 is a Thursday, not Friday.')
})

test('the line goes with its words while one types before them, and after a change from elsewhere', async () => {
  await expect.poll(lines).toEqual(['Friday'])
  body.commands.insertContentAt(1, 'Again: ')
  expect(lines()).toEqual(['Friday'])
  appendParagraph(session.story.text('body'), ['Ben was here.'])
  await expect
    .poll(() => [body.getText().includes('Ben was here'), lines()])
    .toEqual([true, ['Friday']])
})

test('the fix writes over the words as a person would, and undo takes it back', async () => {
  await expect.poll(lines).toEqual(['Friday'])
  const finding = first()
  expect(finding && applyFix(finding, copy())).toBe(true)
  expect(fieldText(session.story, 'body')).toBe('They meet on Thursday, November 6, 2025.')
  await expect.poll(lines).toEqual([])
  body.commands.undo()
  expect(fieldText(session.story, 'body')).toBe(WRONG)
})

test('one key mends at the caret', async () => {
  await expect.poll(lines).toEqual(['Friday'])
  body.commands.setTextSelection('They meet on Fri'.length + 1)
  const event = new KeyboardEvent('keydown', { key: '.', ctrlKey: true })
  body.view.someProp('handleKeyDown', (handle) => handle(body.view, event))
  expect(fieldText(session.story, 'body')).toContain('Thursday')
})

test('words that were changed since are left alone', async () => {
  await expect.poll(lines).toEqual(['Friday'])
  const [finding, before] = [first(), copy()]
  body.commands.insertContentAt('They meet on Fri'.length + 1, 'XX')
  expect(finding && applyFix(finding, before)).toBe(false)
  expect(finding && goToFinding(finding, before)).toBe(false)
  expect(fieldText(session.story, 'body')).toContain('FriXXday')
})

test('going there selects the words', async () => {
  await expect.poll(lines).toEqual(['Friday'])
  const finding = first()
  expect(finding && goToFinding(finding, copy())).toBe(true)
  const { from, to } = body.state.selection
  expect(body.state.doc.textBetween(from, to)).toBe('Friday')
})
