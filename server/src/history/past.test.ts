import { factHash } from '@dateline/shared/facts/canonical'
import { mintStoryId } from '@dateline/shared/ids'
import { restoreStory } from '@dateline/shared/story/restore-story'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { fieldText } from '@dateline/shared/story/story-text'
import { appendParagraph, aSource, id, mention } from '@dateline/shared/testing/story-builder'
import { afterEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { PastState } from '../store/update-store.ts'
import { TaskThread } from '../task-thread.ts'
import { Pasts } from './past.ts'

const storyId = mintStoryId()
const open: Pasts[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const pasts of open.splice(0)) await pasts.stop()
})

/** A story with facts, mentions and marks, and `more` characters written and deleted again. */
function aStory(more: number) {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const story = new StoryDoc(doc)
  const sources = [aSource({ kind: 'wire', publisher: 'Coast Wire' })]
  const place = { id: id('place'), type: 'place', label: 'Doha', fields: { name: 'Doha' } } as const
  story.facts.create({ ...place, sources }, 'test')
  story.facts.setField('place', 'name', 'Istanbul', 'test')
  appendParagraph(story.text('headline'), ['Talks go on'])
  appendParagraph(story.text('body'), ['They meet in ', mention('place', 'name', 'full'), '.'])
  appendParagraph(story.text('body'), ['And some is bold.'])
  const [, second] = story.text('body').toArray()
  const text = (second as Y.XmlElement).firstChild as Y.XmlText
  text.format(4, 4, { bold: {} })
  for (let at = 0; at < more; at += 1) {
    text.insert(0, 'x')
    text.delete(0, 1)
  }
  const state: PastState = {
    snapshot: null,
    updates,
    claims: new Map([[doc.clientID, 'ann']]),
    lost: [],
  }
  return { doc, state }
}
function pastsOf(state: PastState) {
  const live = { pastState: async () => state } as never
  const pasts = new Pasts(live)
  open.push(pasts)
  return pasts
}

describe.each([
  ['read here', 0, 0],
  ['read on a thread', 2_000, 1],
])('a story %s', (_, more, tasks) => {
  test('[U13] says what it said, and whose words they are', async () => {
    const run = vi.spyOn(TaskThread.prototype, 'run')
    const { state } = aStory(more)
    const then = await pastsOf(state).story(storyId, 0)
    expect(run).toHaveBeenCalledTimes(tasks)
    expect(then).toMatchObject({
      headline: 'Talks go on',
      text: 'They meet in Istanbul.\n\nAnd some is bold.',
      body: [{ runs: [{ text: 'They meet in Istanbul.', by: 'ann' }] }, {}],
      isWhole: true,
    })
    expect(then.facts.map(({ fields }) => fields)).toEqual([{ name: 'Istanbul' }])
  })

  test('[U13] [H5] its copy restores it as the document itself would', async () => {
    const { doc, state } = aStory(more)
    const copy = new StoryDoc(await pastsOf(state).copy(storyId, 0))
    const [fact, same] = [new StoryDoc(doc).facts.get('place'), copy.facts.get('place')]
    expect(same && factHash(same)).toBe(fact && factHash(fact))
    const nothing = restoreStory(new StoryDoc(doc), copy, { setFactsBack: true }, 'test')
    expect(nothing).toEqual({ fields: [], factsBack: [], factsSetBack: [], factsLeft: [] })
    const now = new Y.Doc()
    Y.applyUpdate(now, Y.encodeStateAsUpdate(doc))
    const story = new StoryDoc(now)
    story.text('body').delete(0, 1)
    story.facts.setField('place', 'name', 'Oslo', 'test')
    const restored = restoreStory(story, copy, { setFactsBack: true }, 'test')
    expect(restored).toMatchObject({ fields: ['body'], factsSetBack: ['place'] })
    expect(fieldText(story, 'body')).toBe(fieldText(new StoryDoc(doc), 'body'))
    const blocks = (of: StoryDoc) => of.text('body').toArray().map(String)
    expect(blocks(story)).toEqual(blocks(new StoryDoc(doc)))
  })
})

test('[U13] a state that cannot be read is told to who asked, and the next is answered', async () => {
  const { state } = aStory(2_000)
  const spoilt = { ...state, updates: [...state.updates, Uint8Array.of(255, 255, 255, 1)] }
  const states = [spoilt, state]
  const pasts = new Pasts({ pastState: async () => states.shift() } as never)
  open.push(pasts)
  await expect(pasts.story(storyId, 0)).rejects.toThrow(/./)
  expect((await pasts.story(storyId, 0)).headline).toBe('Talks go on')
})
