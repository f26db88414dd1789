import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { factIdSchema } from '../../ids.ts'
import { seedStory } from '../../story/seed-story.ts'
import { StoryDoc } from '../../story/story-doc.ts'
import { fieldText } from '../../story/story-text.ts'
import { blockText, textBlocks } from '../../story/text-blocks.ts'
import { aSource } from '../../testing/story-builder.ts'
import { seenValue } from '../mentions/seen-value.ts'
import { factStatus } from '../status.ts'
import { acceptProposals, rejectProposals } from './accept-proposals.ts'
import { putProposals } from './anchors.ts'
import { proposeFacts } from './propose-facts.ts'

type Inline = string | { text: string; href: string }

function imported(...paragraphs: Inline[][]): StoryDoc {
  const doc = new Y.Doc()
  const inline = (one: Inline) =>
    typeof one === 'string'
      ? { type: 'text', text: one }
      : { type: 'text', text: one.text, marks: [{ type: 'link', attrs: { href: one.href } }] }
  const content = paragraphs.map((words) => ({ type: 'paragraph', content: words.map(inline) }))
  seedStory(doc, { body: { type: 'doc', content }, meta: { language: 'en' } })
  const story = new StoryDoc(doc)
  const blocks = textBlocks(story.text('body')).map((block, index) => ({
    textField: 'body' as const,
    block: index,
    text: blockText(block, () => ''),
  }))
  let minted = 0
  const mint = () => factIdSchema.parse(`f${(minted += 1)}`)
  const reference = { date: '2025-10-31', tz: 'Asia/Kabul' }
  putProposals(story, proposeFacts({ blocks, language: 'en', reference }, mint), 'test')
  return story
}

const text = (story: StoryDoc) => fieldText(story, 'body')
const accept = (story: StoryDoc, ...types: string[]) => {
  const ids = story.proposals
    .list()
    .filter(({ proposal }) => types.includes(proposal.type))
    .map(({ proposal }) => proposal.id)
  return acceptProposals(story, types.length > 0 ? ids : 'all', () => aSource(), 'test')
}

describe('how the sentence reads afterwards', () => {
  test.for([
    [
      'They will meet again in Istanbul on November 6 (Aqrab 15) to go on.',
      'They will meet again in Istanbul on November 6 (15 Aqrab) to go on.',
    ],
    ['A truce agreed on October 18 and 19 holds.', 'A truce agreed on October 18–19 holds.'],
    ['Talks ran from October 25 to 30 in Doha.', 'Talks ran October 25–30 in Doha.'],
    ['On 6 October 2025 in Doha they met.', 'On October 6 in Doha they met.'],
    ['On 6 October 2024, they met.', 'On October 6, 2024, they met.'],
    ['They met on Saturday, October 25.', 'They met on Saturday, October 25.'],
    ['They met on October 25, 2025.', 'They met on October 25, 2025.'],
    ['The truce of the 18th of October holds.', 'The truce of October 18 holds.'],
    ['TRUCE OF OCTOBER 18 HOLDS', 'TRUCE OF OCTOBER 18 HOLDS'],
    ['“We go on 6 November,” he said.', '“We go on 6 November,” he said.'],
    ['“We go on November 6,” he said.', '“We go on November 6,” he said.'],
    ['He said on Friday, October 30 it ended.', 'He said on Friday, October 30 it ended.'],
    [
      '“We go on, and on 6 November we sign,” said Ingrid Dahl, an envoy of Norway. Dahl left.',
      '“We go on, and on 6 November we sign,” said Ingrid Dahl, an envoy of Norway. Dahl left.',
    ],
    [
      '“We came,” said Ingrid Dahl, an envoy, “to sign.” According to sources, nobody did.',
      '“We came,” said Ingrid Dahl, an envoy, “to sign.” According to sources, nobody did.',
    ],
  ])('[E8] %s', ([before = '', after]) => {
    const story = imported([before])
    accept(story)
    expect(text(story)).toBe(after)
  })
})

describe('taking', () => {
  const talks = 'Turkey and Qatar mediated talks in Istanbul on October 25–30, 2025.'

  test('[E7] a round brings the names it points at', () => {
    const story = imported([talks])
    const { facts } = accept(story, 'round')
    expect(facts).toHaveLength(4)
    const round = story.facts.list().find((fact) => fact.type === 'round')
    const place = story.facts.get(round?.fields['place'] as string)
    expect(place?.fields['name']).toBe('Istanbul')
    expect(story.proposals.list()).toEqual([])
  })

  test('[E7] what was turned down before is left out of the field', () => {
    const story = imported([talks])
    const place = story.proposals.list().find(({ proposal }) => proposal.type === 'place')
    rejectProposals(story, [place?.proposal.id ?? ''], 'test')
    accept(story, 'round')
    const round = story.facts.list().find((fact) => fact.type === 'round')
    expect(round?.fields['place']).toBeUndefined()
    expect(round?.fields['mediators']).toHaveLength(2)
  })

  test('[E7] each fact has its source, with the sentence', () => {
    const story = imported([`Nothing yet. ${talks} More later.`])
    acceptProposals(story, 'all', (_, excerpt) => aSource({ excerpt }), 'test')
    for (const fact of story.facts.list()) expect(fact.sources[0]?.excerpt).toBe(talks)
  })

  test('[M3] a new mention is seen as it is, and does not glow', () => {
    const story = imported([talks])
    accept(story)
    const fact = (id: string) => story.facts.get(id)
    const round = story.facts.list().find((one) => one.type === 'round')
    const id = round?.id ?? ''
    expect(story.seen.get(id, 'dates')).toBe(seenValue(id, 'dates', fact))
    expect(story.seen.get(id, 'dates')).toBe('October 25–30, 2025')
  })

  test('[E9] words that changed meanwhile stay, the fact is made', () => {
    const story = imported([talks])
    const [run] = textBlocks(story.text('body'))[0]?.runs ?? []
    if (run?.kind === 'text') {
      const at = talks.indexOf('25–30')
      run.node.delete(at, 2)
      run.node.insert(at, '26')
    }
    accept(story)
    expect(text(story)).toBe(talks.replace('25–30', '26–30'))
    expect(story.facts.list().map((fact) => fact.type)).toContain('round')
  })

  test('[E9] words that moved along are still found', () => {
    const story = imported([talks])
    const [run] = textBlocks(story.text('body'))[0]?.runs ?? []
    if (run?.kind === 'text') run.node.insert(0, 'On Monday: ')
    expect(accept(story).mentions).toBe(4)
    expect(text(story)).toBe(`On Monday: ${talks}`)
  })

  test('[E8] a link stays a link', () => {
    const story = imported([
      { text: 'Qatar', href: 'https://example.org/' },
      ' mediated, and Turkey and Qatar mediated more.',
    ])
    expect(accept(story).mentions).toBe(2)
    const [run] = textBlocks(story.text('body'))[0]?.runs ?? []
    expect(run?.kind === 'text' && run.node.toDelta()[0]).toMatchObject({ insert: 'Qatar' })
  })

  test('[E8] the longest of overlapping spans wins', () => {
    const story = imported([
      'The Istanbul talks lasted, said Turkey and Qatar, which mediated.'.replace(
        ', said',
        ' and pleased',
      ),
    ])
    accept(story)
    const shown = textBlocks(story.text('body'))[0]?.runs.filter((run) => run.kind === 'mention')
    expect(shown?.map((run) => run.mention.field)).toContain('title')
  })

  test('[E7] a proposal that somebody else has decided is passed over', () => {
    const story = imported([talks])
    expect(acceptProposals(story, ['gone'], () => aSource(), 'test').facts).toEqual([])
  })
})

const only = (story: StoryDoc, type: string) =>
  story.facts.list().filter((fact) => fact.type === type)

describe('who said it', () => {
  test('[E8] a quotation becomes the mention of its words, letter for letter', () => {
    const story = imported(['“We  go on; we sign,” said Ingrid Dahl, an envoy of Norway.'])
    accept(story)
    const [statement] = only(story, 'statement')
    const [person] = only(story, 'person')
    expect(statement?.fields).toMatchObject({ words: 'We  go on; we sign', speaker: person?.id })
    const shown = textBlocks(story.text('body'))[0]?.runs.filter((run) => run.kind === 'mention')
    expect(shown?.map(({ mention }) => mention)).toEqual([
      { factId: statement?.id, field: 'words', format: 'plain' },
      { factId: person?.id, field: 'name', format: 'full' },
    ])
  })

  test('[E8] a quotation with a link in it stays words, link and all', () => {
    const story = imported([
      '“We ',
      { text: 'sign', href: 'https://example.org/' },
      ' now,” said Ingrid Dahl, an envoy.',
    ])
    accept(story)
    expect(text(story)).toContain('“We sign now,”')
    const runs = textBlocks(story.text('body'))[0]?.runs.filter((run) => run.kind === 'mention')
    expect(runs?.map(({ mention }) => mention.field)).toEqual(['name'])
  })

  test('[E6] what nobody put a name to needs a source until somebody says why', () => {
    const story = imported(['According to two informed sources, the talks reached a deadlock.'])
    accept(story)
    const [statement] = only(story, 'statement')
    expect(statement?.sources).toMatchObject([
      { kind: 'anonymous', descriptor: 'two informed sources' },
    ])
    expect(statement && factStatus(statement, {})).toBe('needs_source')
    const [source] = statement?.sources ?? []
    if (statement && source) {
      story.facts.putSource(statement.id, { ...source, anonymityReason: 'fears for her job' }, 'x')
    }
    const [after] = only(story, 'statement')
    expect(after && factStatus(after, {})).toBe('in_check')
  })
})
