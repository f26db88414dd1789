import { StoryDoc } from '@dateline/shared/story/story-doc'
import { fieldText } from '@dateline/shared/story/story-text'
import { appendParagraph } from '@dateline/shared/testing/story-builder'
import { beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { LONG_STORY } from './mass-deletion.ts'
import { RecentDeletions, WINDOW_MS, type HeldBack } from './recent-deletions.ts'

const PARAGRAPHS = 30
const words = (number: number) =>
  `${number} word${number} `.padEnd(LONG_STORY / 20, `filler${number} `)

/** The story as the server has it, of one author's paragraphs. */
let doc: Y.Doc
let authors: Map<number, string>
let recent: RecentDeletions
beforeEach(() => {
  authors = new Map()
  doc = new Y.Doc()
  recent = new RecentDeletions(doc, (client) => authors.get(client))
  const ann = person('ann')
  for (let number = 0; number < PARAGRAPHS; number += 1) {
    ann.change(0, (story) => appendParagraph(story.text('body'), [words(number)]))
  }
})

/** Somebody's client: what they change goes to the server as one update, and is taken or held. */
function person(userId: string) {
  const own = new Y.Doc()
  authors.set(own.clientID, userId)
  const change = (at: number, act: (story: StoryDoc) => void): HeldBack | undefined => {
    Y.applyUpdate(own, Y.encodeStateAsUpdate(doc))
    const updates: Uint8Array[] = []
    const keep = (update: Uint8Array) => updates.push(update)
    own.on('update', keep)
    own.transact(() => act(new StoryDoc(own)))
    own.off('update', keep)
    return send(at, Y.mergeUpdates(updates))
  }
  const send = (at: number, update: Uint8Array) => {
    const held = recent.look(update, Y.decodeUpdate(update), userId, at)
    if (!held) Y.applyUpdate(doc, update)
    return held
  }
  return { change, send, doc: own }
}
const body = (story: StoryDoc) => story.text('body')
const cutFirst = (story: StoryDoc) => body(story).delete(0, 1)
/** Cuts paragraph after paragraph. @returns how many went before one was held */
function cutAll(by: ReturnType<typeof person>, pauseMs: number, from = WINDOW_MS * 10) {
  const { length } = body(new StoryDoc(doc))
  for (let cut = 0; cut < length; cut += 1) {
    const held = by.change(from + cut * pauseMs, cutFirst)
    if (held) return { cut, held }
  }
  return { cut: length, held: undefined }
}

describe('[H7] what one person takes away of others’ words in small updates', () => {
  test('is held as soon as it is more than a third within seconds', () => {
    const { cut, held } = cutAll(person('bob'), 20)
    expect(cut).toBe(PARAGRAPHS / 3)
    const length = PARAGRAPHS * (LONG_STORY / 20)
    expect(held?.total).toBeGreaterThan(length - 200)
    expect(held?.deleted).toBeGreaterThan(length / 3)
    expect(held?.earlier?.gone).toBeGreaterThan(length / 3 - 200)
    expect(held?.earlier?.since).toBe(WINDOW_MS * 10)
  })

  test('counts over several connections of the same person', () => {
    const [tab, other] = [person('bob'), person('bob')]
    for (let cut = 0; cut < PARAGRAPHS / 3; cut += 1) {
      expect((cut % 2 ? tab : other).change(5, cutFirst)).toBeUndefined()
    }
    expect(other.change(6, cutFirst)).toBeDefined()
  })

  test('and letter by letter', () => {
    const bob = person('bob')
    let letters = 0
    const first = (story: StoryDoc) => {
      const { firstChild } = body(story).toArray()[letters % 20] as Y.XmlElement
      ;(firstChild as Y.XmlText).delete(0, 1)
    }
    while (!bob.change(5, first)) letters += 1
    const third = (PARAGRAPHS * (LONG_STORY / 20)) / 3
    expect(letters).toBeGreaterThan(third - 50)
    expect(letters).toBeLessThan(third + 150)
  })

  test('is nothing to an editor who cuts it in minutes', () => {
    expect(cutAll(person('bob'), WINDOW_MS / 3).cut).toBe(PARAGRAPHS)
  })

  test('is nothing where it is the person’s own', () => {
    expect(cutAll(person('ann'), 20).cut).toBe(PARAGRAPHS)
  })

  test('is nothing in a short story', () => {
    const bob = person('bob')
    bob.change(0, (story) => body(story).delete(0, 8))
    bob.change(WINDOW_MS * 2, (story) => body(story).delete(0, 5))
    expect(cutAll(bob, 20).held).toBeUndefined()
  })

  test('is nothing when it is put elsewhere, before or after it is cut', () => {
    const bob = person('bob')
    const toEnd = (story: StoryDoc) => {
      const [first] = body(story).toArray()
      if (first) body(story).push([(first as Y.XmlElement).clone()])
    }
    for (let moved = 0; moved < PARAGRAPHS; moved += 1) {
      const at = 50 + moved * 20
      const [one, other] = moved % 2 ? [toEnd, cutFirst] : [cutFirst, lastCut]
      expect([bob.change(at, one), bob.change(at + 5, other)]).toEqual([undefined, undefined])
    }
    expect(body(new StoryDoc(doc)).length).toBe(PARAGRAPHS)
  })

  /** The paragraph that was cut last, pasted. */
  const lastCut = (story: StoryDoc) => {
    const here = fieldText(story, 'body')
    const missing = Array.from({ length: PARAGRAPHS }, (_, number) => words(number))
    const cut = missing.find((text) => !here.includes(text.trim()))
    if (cut) appendParagraph(body(story), [cut])
  }

  test('is nothing when it is undone and done again', () => {
    const bob = person('bob')
    Y.applyUpdate(bob.doc, Y.encodeStateAsUpdate(doc))
    const undo = new Y.UndoManager(bob.doc, { trackedOrigins: new Set(['typed']) })
    const steps = [
      (story: StoryDoc) => story.doc.transact(() => cutFirst(story), 'typed'),
      () => void undo.undo(),
      () => void undo.redo(),
      () => void undo.undo(),
    ]
    for (let round = 0; round < PARAGRAPHS; round += 1) {
      for (const step of steps) {
        const updates: Uint8Array[] = []
        const keep = (update: Uint8Array) => updates.push(update)
        bob.doc.on('update', keep)
        step(new StoryDoc(bob.doc))
        bob.doc.off('update', keep)
        for (const update of updates) expect(bob.send(round * 20, update)).toBeUndefined()
      }
    }
  })
})

test('[H3] a long paste may be undone at one go, what is older may not', () => {
  const bob = person('bob')
  const paste = (story: StoryDoc) => appendParagraph(body(story), ['pasted words '.repeat(900)])
  const undo = (story: StoryDoc) => body(story).delete(PARAGRAPHS, 1)
  expect(bob.change(0, paste)).toBeUndefined()
  expect(bob.change(30_000, undo)).toBeUndefined()
  expect(bob.change(40_000, paste)).toBeUndefined()
  expect(person('cat').change(50_000, undo)).toBeDefined()
  expect(bob.change(40_000 + 10 * WINDOW_MS, undo)).toBeDefined()
})

describe('[H8] while a deletion waits', () => {
  test('its person can take no more away by coming back, also after a restart; typing they can', () => {
    const bob = person('bob')
    const { held } = cutAll(bob, 20)
    expect(held).toBeDefined()
    recent = new RecentDeletions(doc, (client) => authors.get(client))
    recent.setDecisions({ waiting: ['bob'], dismissed: [] })
    const later = WINDOW_MS * 100
    // The local document lacks the paragraph still; the same deletion comes again with all of it.
    const again = Y.encodeStateAsUpdate(bob.doc, Y.encodeStateVector(doc))
    expect(bob.send(later, again)).toBeDefined()
    const tab = person('bob')
    expect(tab.change(later, (story) => appendParagraph(body(story), ['More.']))).toBeUndefined()
    const word = (story: StoryDoc) => {
      const { firstChild } = body(story).toArray()[0] as Y.XmlElement
      ;(firstChild as Y.XmlText).delete(0, 8)
    }
    expect(tab.change(later, word)).toBeUndefined()
    expect(person('cat').change(later, cutFirst)).toBeUndefined()
    recent.setDecisions({ waiting: [], dismissed: [] })
    expect(tab.change(later, cutFirst)).toBeUndefined()
  })

  test('what was decided is not counted again', () => {
    const bob = person('bob')
    expect(cutAll(bob, 20).cut).toBe(PARAGRAPHS / 3)
    recent.setDecisions({ waiting: ['bob'], dismissed: [] })
    recent.setDecisions({ waiting: [], dismissed: [] })
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(bob.doc))
    expect(bob.change(WINDOW_MS * 10 + 1_000, cutFirst)).toBeUndefined()
  })
})
