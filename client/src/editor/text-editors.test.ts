// @vitest-environment happy-dom
import { mintFactId, mintStoryId, userIdSchema } from '@dateline/shared/ids'
import { seedStory } from '@dateline/shared/story/seed-story'
import { fieldText } from '@dateline/shared/story/story-text'
import { Editor } from '@tiptap/core'
import { afterEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { mendMergedSplits } from '../sync/mend-merged-splits.ts'
import { StorySession } from '../sync/story-session.ts'
import { makeFact } from './make-fact/make-fact.ts'
import { selectedWords } from './make-fact/selected-words.ts'
import { detachMention } from './mention/detach-mention.ts'
import { insertMention } from './mention/insert-mention.ts'
import { PASTE_LIMIT } from './paste/paste-guard.ts'
import { StoryEditors, type EditedField } from './story-editors.ts'
import { textExtensions } from './text-extensions.ts'
import { beginUndoStep } from './undo-step.ts'

const open: Editor[] = []
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy()
})

const STORY = mintStoryId()

/** One person's screen, without a network: `exchange` is the network. */
function screen(name: string, seed?: string) {
  const session = new StorySession({
    storyId: STORY,
    user: { id: userIdSchema.parse(name), name, role: 'reporter', color: '#336699' },
    timeZone: 'UTC',
    syncUrl: 'ws://nowhere.invalid/sync',
    whyRefused: async () => undefined,
  })
  if (seed !== undefined) {
    const words = seed ? [{ type: 'text', text: seed }] : []
    const content = [{ type: 'paragraph', content: words }]
    const body = { type: 'doc', content }
    seedStory(session.doc, { headline: 'Talks', body, meta: { language: 'en' } })
  }
  const editors = new StoryEditors()
  const editor = (field: EditedField) => {
    const element = document.createElement('div')
    document.body.append(element)
    const made = new Editor({ element, extensions: textExtensions(session, field, editors) })
    editors.add(field, made)
    open.push(made)
    return made
  }
  return { session, editors, editor, text: (field: EditedField) => fieldText(session.story, field) }
}

function exchange(...screens: ReturnType<typeof screen>[]) {
  for (const from of screens) {
    for (const to of screens) {
      if (from !== to) Y.applyUpdate(to.session.doc, Y.encodeStateAsUpdate(from.session.doc), 'net')
    }
  }
}

/** Two people in one story that says `seed`. */
function two(seed: string) {
  const [ann, ben] = [screen('ann', seed), screen('ben')]
  exchange(ann, ben)
  return { ann, ben, annBody: ann.editor('body'), benBody: ben.editor('body') }
}

function select(editor: Editor, words: string) {
  editor.state.doc.descendants((node, pos) => {
    const at = node.text?.indexOf(words) ?? -1
    if (at >= 0) {
      editor.commands.setTextSelection({ from: pos + at, to: pos + at + words.length })
    }
  })
}

describe('undo', () => {
  test('takes back only what this person did', () => {
    const { ann, ben, annBody, benBody } = two('Middle')
    annBody.commands.insertContentAt(1, 'Ann ')
    exchange(ann, ben)
    benBody.commands.insertContentAt(benBody.state.doc.content.size - 1, ' Ben')
    exchange(ann, ben)
    expect(ann.text('body')).toBe('Ann Middle Ben')

    annBody.commands.undo()
    exchange(ann, ben)
    expect(ben.text('body')).toBe('Middle Ben')
    expect(annBody.can().undo()).toBe(false)
    annBody.commands.redo()
    exchange(ann, ben)
    expect(ben.text('body')).toBe('Ann Middle Ben')
  })

  test('in one field leaves the other fields alone', () => {
    const ann = screen('ann', 'Body')
    const [headline, body] = [ann.editor('headline'), ann.editor('body')]
    headline.commands.insertContentAt(1, 'New ')
    body.commands.insertContentAt(1, 'New ')
    headline.commands.undo()
    expect([ann.text('headline'), ann.text('body')]).toEqual(['Talks', 'New Body'])
  })
})

describe('mentions', () => {
  const long = { name: 'Islamic Emirate of Norland', shortName: 'Norland' }

  /** A body with the words and, at their end, one mention of Norland that follows its place. */
  function withName(words: string) {
    const ann = screen('ann', words)
    const body = ann.editor('body')
    const id = mintFactId()
    ann.session.story.facts.create({ id, type: 'party', label: 'Norland', fields: long }, 'test')
    const mention = (at: number) =>
      insertMention(ann.session, body, { factId: id, field: 'name', format: 'auto' }, at)
    mention(body.state.doc.content.size - 1)
    return { ann, body, id, mention }
  }
  const shown = ({ view }: Editor) =>
    [...view.dom.querySelectorAll('.mention')].map((node) => node.textContent)

  test('[M5] a name before it makes it short on the screen, and full again when that goes', () => {
    const { ann, body, mention } = withName('Talks with ')
    expect(shown(body)).toEqual(['Islamic Emirate of Norland'])
    mention(1)
    expect(shown(body)).toEqual(['Islamic Emirate of Norland', 'Norland'])
    expect(ann.text('body')).toBe('Islamic Emirate of NorlandTalks with Norland')
    beginUndoStep(body.state)
    body.commands.deleteRange({ from: 1, to: 2 })
    expect(shown(body)).toEqual(['Islamic Emirate of Norland'])
    body.commands.undo()
    expect(shown(body)).toEqual(['Islamic Emirate of Norland', 'Norland'])
  })

  test('[M7] the key that makes a fact makes words of a selected mention; undo takes that back', () => {
    const { ann, body } = withName('Talks with ')
    const pos = body.state.doc.content.size - 2
    body.commands.setNodeSelection(pos)
    body.commands.keyboardShortcut('Mod-Shift-f')
    expect(shown(body)).toEqual([])
    expect(ann.text('body')).toBe('Talks with Islamic Emirate of Norland')
    expect(ann.session.story.text('body').toJSON()).not.toContain('<mention')
    body.commands.undo()
    expect(shown(body)).toEqual(['Islamic Emirate of Norland'])
  })

  test('[M7] a mention of a fact that is gone leaves nothing behind', () => {
    const { ann, body, id } = withName('Talks with ')
    ann.session.story.facts.remove(id, 'test')
    expect(shown(body)).toEqual(['deleted fact'])
    detachMention(body, body.state.doc.content.size - 2, '')
    expect(ann.text('body')).toBe('Talks with')
  })
})

describe('make fact', () => {
  const draft = {
    type: 'date' as const,
    label: 'Talks resume',
    fields: { date: { start: '2025-11-06', precision: 'day' as const, tz: 'Asia/Kabul' } },
    field: 'date',
    format: 'day' as const,
    start: 0,
    end: 'November 6'.length,
    confidence: 1,
  }

  test('the words become a mention of the new fact, on every screen', () => {
    const { ann, ben, annBody } = two('They meet on November 6 again.')
    select(annBody, 'November 6')
    const words = selectedWords(annBody, () => '')
    expect(words).toMatchObject({ text: 'November 6', start: 13 })
    expect(words && makeFact(ann.session, annBody, words, draft)).toBe(true)
    exchange(ann, ben)
    const [fact] = ben.session.story.facts.list()
    expect(fact).toMatchObject({ type: 'date', label: 'Talks resume' })
    expect(ben.text('body')).toBe('They meet on November 6 again.')
    expect(ben.session.story.text('body').toJSON()).toContain('<mention')
    expect(ben.session.story.seen.get(fact?.id ?? '', 'date')).toBe('November 6, 2025')
  })

  test.each([
    ['They meet on November 6 again in Doha, all of them.', 'November 6', 'Doha'],
    ['They meet on November 6 again in Doha, all of them.', 'Doha', 'November 6'],
    ['They meet on November 6 again in Doha, all of them.', 'Doha', 'Doha'],
  ])(
    '[M10] two who make facts of one sentence at once leave it once: %s',
    async (seed, one, other) => {
      const { ann, ben, annBody, benBody } = two(seed)
      const stops = [ann, ben].map(({ session }) =>
        mendMergedSplits(session.story, () => true, session.origin),
      )
      const make = (who: typeof ann, editor: Editor, text: string) => {
        select(editor, text)
        const words = selectedWords(editor, () => '')
        const place = { type: 'place' as const, label: text, fields: { name: text }, field: 'name' }
        const fact = { ...draft, ...place, format: 'full' as const, end: text.length }
        expect(words && makeFact(who.session, editor, words, fact)).toBe(true)
      }
      make(ann, annBody, one)
      make(ben, benBody, other)
      exchange(ann, ben)
      await Promise.resolve() // what the merge brought is looked at after it
      exchange(ann, ben)
      await Promise.resolve()
      expect([ann.text('body'), ben.text('body')]).toEqual([seed, seed])
      for (const stop of stops) stop()
    },
  )

  test('finds its words again when somebody typed before them meanwhile', () => {
    const { ann, ben, annBody, benBody } = two('They meet on November 6.')
    select(annBody, 'November 6')
    const words = selectedWords(annBody, () => '')
    benBody.commands.insertContentAt(1, 'Officials say: ')
    exchange(ann, ben)
    expect(words && makeFact(ann.session, annBody, words, draft)).toBe(true)
    expect(ann.text('body')).toBe('Officials say: They meet on November 6.')
  })

  test('makes nothing of words that somebody changed meanwhile', () => {
    const { ann, ben, annBody, benBody } = two('They meet on November 6.')
    select(annBody, 'November 6')
    const words = selectedWords(annBody, () => '')
    select(benBody, 'November')
    benBody.commands.insertContent('December')
    exchange(ann, ben)
    expect(words && makeFact(ann.session, annBody, words, draft)).toBe(false)
    expect(ann.session.story.facts.list()).toEqual([])
    expect(ann.text('body')).toBe('They meet on December 6.')
  })

  test('undo gives the words back', () => {
    const { ann, annBody } = two('They meet on November 6.')
    select(annBody, 'November 6')
    const words = selectedWords(annBody, () => '')
    if (words) makeFact(ann.session, annBody, words, { ...draft, format: 'day' })
    annBody.commands.undo()
    expect(ann.session.story.text('body').toJSON()).not.toContain('<mention')
    expect(ann.text('body')).toBe('They meet on November 6.')
  })
})

describe('a mention on screen [M1]', () => {
  function withPlace() {
    const ann = screen('ann', 'They met in ')
    const body = ann.editor('body')
    const factId = mintFactId()
    const { facts } = ann.session.story
    facts.create({ id: factId, type: 'place', label: 'Doha', fields: { name: 'Doha' } }, 'test')
    const end = body.state.doc.content.size - 1
    const at = { from: end, to: end }
    insertMention(ann.session, body, { factId, field: 'name', format: 'full' }, at)
    const shown = () => body.view.dom.querySelector<HTMLElement>('.mention')
    return { ann, body, factId, facts, shown }
  }

  test('follows its fact, says its status aloud, and glows until it was seen [M3]', () => {
    const { ann, factId, facts, shown } = withPlace()
    expect(shown()?.textContent).toBe('Doha')
    expect(shown()?.getAttribute('aria-label')).toBe('Doha, Needs a source')
    expect(shown()?.dataset['glow']).toBeUndefined()
    facts.setField(factId, 'name', 'Istanbul', 'test')
    expect(shown()?.textContent).toBe('Istanbul')
    expect(shown()?.dataset['glow']).toBeDefined()
    ann.session.story.seen.acknowledge(factId, 'name', 'Istanbul', 'test')
    expect(shown()?.dataset['glow']).toBeUndefined()
  })

  test('says that its fact was deleted', () => {
    const { factId, facts, shown } = withPlace()
    facts.remove(factId, 'test')
    expect(shown()?.textContent).toBe('deleted fact')
    expect(shown()?.dataset['tone']).toBe('deleted')
  })

  test('is not replaced by what is typed while it is selected', () => {
    const { ann, body, shown } = withPlace()
    const at = body.state.doc.content.size - 2
    body.commands.setNodeSelection(at)
    const { from, to } = body.state.selection
    const isTaken = body.view.someProp('handleTextInput', (handle) =>
      handle(body.view, from, to, ',', () => body.state.tr),
    )
    expect(isTaken).toBe(true)
    expect(shown()?.textContent).toBe('Doha')
    expect(ann.text('body')).toBe('They met in Doha,')
  })

  test('goes onto the clipboard with its words', () => {
    const { body } = withPlace()
    body.commands.selectAll()
    const { dom, text } = body.view.serializeForClipboard(body.state.selection.content())
    expect(dom.textContent).toBe('They met in Doha')
    expect(dom.querySelector('[data-fact]')?.textContent).toBe('Doha')
    expect(text).toBe('They met in Doha')
  })
})

describe('one-line fields', () => {
  test('what is pasted loses its paragraphs, not its words', () => {
    const ann = screen('ann', '')
    const headline = ann.editor('headline')
    headline.commands.focus('end')
    headline.view.pasteHTML('<p>: one</p><blockquote><p><b>two</b></p></blockquote>')
    expect(ann.text('headline').replaceAll(/\s+/g, ' ')).toBe('Talks: one two')
  })
})

test('a paste that is far too large is refused before anything is parsed, and nothing is lost', () => {
  const ann = screen('ann', 'Body')
  const body = ann.editor('body')
  const data = new DataTransfer()
  data.setData('text/plain', 'x'.repeat(PASTE_LIMIT + 1))
  const paste = new ClipboardEvent('paste', { clipboardData: data, cancelable: true })
  body.view.dom.dispatchEvent(paste)
  expect(paste.defaultPrevented).toBe(true)
  expect(ann.text('body')).toBe('Body')
})

test('lines of a mail that begin with > come in as a quotation', () => {
  const ann = screen('ann', '')
  const body = ann.editor('body')
  body.view.pasteText('He wrote:\n> Never.\n> Not now.\nThat was all.')
  const quote = body.view.dom.querySelector('blockquote')
  expect([...(quote?.querySelectorAll('p') ?? [])].map((p) => p.textContent)).toEqual([
    'Never.',
    'Not now.',
  ])
})
