import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Y from 'yjs'
import { factIdSchema } from '../../ids.ts'
import { seedStory } from '../../story/seed-story.ts'
import { StoryDoc } from '../../story/story-doc.ts'
import { fieldText } from '../../story/story-text.ts'
import { blockText, textBlocks } from '../../story/text-blocks.ts'
import { aSource } from '../../testing/story-builder.ts'
import { acceptProposals, rejectProposals } from './accept-proposals.ts'
import { putProposals } from './anchors.ts'
import { proposeFacts } from './propose-facts.ts'

const reference = { date: '2025-10-31', tz: 'Asia/Kabul' }

/** Copy whose facts are written as their mentions will write them, so that no word may change. */
const piece = fc.constantFrom(
  'Turkey and Qatar mediated the talks.',
  'The Taliban and Pakistan agreed to meet again in Istanbul on November 6.',
  'The Istanbul talks lasted.',
  'Negotiations took place in Doha on October 18–19.',
  'They had met on Thursday, October 30.',
  'A statement came on October 25, 2025, in Doha.',
  'Nobody said more.',
  'It ended on 15 Aqrab 1404.',
  '“We go on, whatever comes,” said Ingrid Dahl, an envoy of Norway.',
  '“We go on,” said Ole Brandt, the minister, “and on.”',
  'Brandt said that the parties signed a truce in Doha on October 18–19.',
  'Talks stalled over the border, officials said.',
  'They agreed on a joint monitoring committee.',
)
const paragraph = fc.array(fc.record({ text: piece, bold: fc.boolean() }), {
  minLength: 1,
  maxLength: 4,
})
const copy = fc.array(paragraph, { minLength: 1, maxLength: 5 })

function imported(paragraphs: { text: string; bold: boolean }[][]): StoryDoc {
  const doc = new Y.Doc()
  const content = paragraphs.map((pieces) => ({
    type: 'paragraph',
    content: pieces.map(({ text, bold }) => ({
      type: 'text',
      text: `${text} `,
      ...(bold && { marks: [{ type: 'bold' }] }),
    })),
  }))
  seedStory(doc, { body: { type: 'doc', content }, meta: { language: 'en' } })
  const story = new StoryDoc(doc)
  const blocks = textBlocks(story.text('body')).map((block, index) => ({
    textField: 'body' as const,
    block: index,
    text: blockText(block, () => ''),
  }))
  let minted = 0
  const mint = () => factIdSchema.parse(`f${(minted += 1)}`)
  putProposals(story, proposeFacts({ blocks, language: 'en', reference }, mint), 'test')
  return story
}

const mentions = (story: StoryDoc) =>
  textBlocks(story.text('body')).flatMap(({ runs }) => runs.filter((run) => run.kind === 'mention'))

const spans = (story: StoryDoc) =>
  story.proposals.list().reduce((sum, { proposal }) => sum + proposal.spans.length, 0)

/** Letters with their marks, mentions left out. */
const marked = (story: StoryDoc) =>
  textBlocks(story.text('body')).map(({ runs }) =>
    runs.flatMap((run) =>
      run.kind === 'text'
        ? (run.node.toDelta() as { insert: string; attributes?: object }[]).flatMap((part) =>
            Array.from(part.insert, (letter) => `${letter}${part.attributes ? '*' : ''}`),
          )
        : [],
    ),
  )

describe('taking proposals', () => {
  test.prop([copy])('[E8] all at once leaves the words as they were', (paragraphs) => {
    const story = imported(paragraphs)
    const [before, expected] = [fieldText(story, 'body'), spans(story)]
    const { mentions: made } = acceptProposals(story, 'all', () => aSource(), 'test')
    expect(fieldText(story, 'body')).toBe(before)
    expect(mentions(story)).toHaveLength(made)
    expect(made).toBeGreaterThanOrEqual(Math.min(1, expected))
    expect(story.proposals.list()).toEqual([])
  })

  test.prop([copy, fc.infiniteStream(fc.nat(50))])(
    '[E9] one after the other, in any order, ends with every word in its place',
    (paragraphs, picks) => {
      const story = imported(paragraphs)
      const before = fieldText(story, 'body')
      const together = imported(paragraphs)
      acceptProposals(together, 'all', () => undefined, 'test')
      for (let left = story.proposals.list(); left.length > 0; left = story.proposals.list()) {
        const pick = left[picks.next().value % left.length]
        acceptProposals(story, [pick?.proposal.id ?? ''], () => undefined, 'test')
        expect(fieldText(story, 'body')).toBe(before)
      }
      expect(story.facts.list().map(({ id }) => id)).toEqual(
        together.facts.list().map(({ id }) => id),
      )
    },
  )

  test.prop([copy])('[E8] marks stay on the words that stay', (paragraphs) => {
    const story = imported(paragraphs)
    const plain = paragraphs.map((pieces) =>
      pieces.flatMap(({ text, bold }) => Array.from(`${text} `, (c) => `${c}${bold ? '*' : ''}`)),
    )
    acceptProposals(story, 'all', () => aSource(), 'test')
    marked(story).forEach((letters, index) => {
      const all = [...(plain[index] ?? [])]
      for (const letter of letters) {
        const at = all.indexOf(letter)
        expect(at).toBeGreaterThanOrEqual(0)
        all.splice(0, at + 1)
      }
    })
  })

  test.prop([copy, fc.string({ minLength: 1, maxLength: 9, unit: 'grapheme-ascii' }), fc.nat()])(
    '[E9] what somebody types elsewhere meanwhile survives, on both screens',
    (paragraphs, words, where) => {
      const here = imported([[{ text: 'A first line.', bold: false }], ...paragraphs])
      const there = new StoryDoc(new Y.Doc())
      Y.applyUpdate(there.doc, Y.encodeStateAsUpdate(here.doc))
      acceptProposals(here, 'all', () => aSource(), 'test')
      const [first] = textBlocks(there.text('body'))
      const run = first?.runs[0]
      if (run?.kind === 'text') run.node.insert(where % 10, words)
      const update = Y.encodeStateAsUpdate(here.doc)
      Y.applyUpdate(here.doc, Y.encodeStateAsUpdate(there.doc))
      Y.applyUpdate(there.doc, update)
      expect(fieldText(here, 'body')).toBe(fieldText(there, 'body'))
      expect(fieldText(here, 'body')).toContain(words.trim())
    },
  )

  test.prop([copy])('[E10] turned down, nothing changes but the list', (paragraphs) => {
    const story = imported(paragraphs)
    const before = fieldText(story, 'body')
    const count = story.proposals.list().length
    expect(rejectProposals(story, 'all', 'test')).toBe(count)
    expect(story.proposals.list()).toEqual([])
    expect(story.facts.list()).toEqual([])
    expect(fieldText(story, 'body')).toBe(before)
  })

  test.prop([copy, fc.string({ maxLength: 40 }), fc.dictionary(fc.string(), fc.jsonValue())])(
    '[E9] what a peer wrote into the proposals harms nobody',
    (paragraphs, anchor, fields) => {
      const story = imported(paragraphs)
      const [one] = story.proposals.list()
      if (one) {
        const proposal = { ...one.proposal, fields: { ...one.proposal.fields, ...fields } }
        story.proposals.put(proposal, [{ start: anchor, end: anchor }], 'peer')
      }
      story.doc.getMap('proposals').set('x', JSON.parse(JSON.stringify(fields)))
      const before = fieldText(story, 'body')
      acceptProposals(story, 'all', () => aSource(), 'test')
      expect(fieldText(story, 'body')).toBe(before)
    },
  )
})
