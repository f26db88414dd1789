import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { factHash } from '../facts/canonical.ts'
import { aSource, aStory, id, mention } from '../testing/story-builder.ts'
import { exportPackageSchema } from './package.ts'
import { approvals, dariStory, frozenStory, talksStory } from './testing/demo-stories.ts'
import { UnknownNodeError } from './unknown-node.ts'

describe('[X1] the package', () => {
  test('is what its own strict schema takes, and nothing beside it', () => {
    const story = frozenStory(talksStory())
    expect(exportPackageSchema.parse(JSON.parse(JSON.stringify(story)))).toEqual(story)
    for (const extra of ['comments', 'proposals', 'notes']) {
      expect(exportPackageSchema.safeParse({ ...story, [extra]: [] }).success, extra).toBe(false)
    }
    const [fact] = story.facts
    const leaking = { ...story, facts: [{ ...fact, sensitivity: 'restricted' }] }
    expect(exportPackageSchema.safeParse(leaking).success).toBe(false)
  })

  test('refuses a mention whose fact does not leave', () => {
    const story = frozenStory(talksStory())
    expect(exportPackageSchema.safeParse({ ...story, facts: [] }).success).toBe(false)
  })

  test('says where each published fact is shown, and in which words', () => {
    expect(frozenStory(dariStory()).mentions).toEqual([
      {
        textField: 'headline',
        block: 0,
        factId: 'place',
        field: 'name',
        format: 'full',
        words: 'استانبول',
      },
      {
        textField: 'body',
        block: 0,
        factId: 'agency',
        field: 'name',
        format: 'full',
        words: 'Reuters',
      },
      expect.objectContaining({ textField: 'body', block: 0, factId: 'meeting' }),
    ])
  })

  test('freezing changes nothing in the document', () => {
    const story = talksStory()
    const before = Y.encodeStateAsUpdate(story.doc)
    frozenStory(story)
    expect(Y.encodeStateAsUpdate(story.doc)).toEqual(before)
  })

  test('keeps the first publication’s date and says when it is a draft', () => {
    expect(frozenStory(talksStory(), { now: 9, publishedAt: 5 })).toMatchObject({
      publishedAt: 5,
      modifiedAt: 9,
    })
    expect(frozenStory(talksStory(), { draft: true })).toMatchObject({
      draft: true,
      publishedAt: null,
    })
  })
})

describe('[X2] facts', () => {
  const story = () =>
    aStory()
      .withFact('place', 'place', { fields: { name: 'Doha' }, sources: [aSource()] })
      .withFact('meeting', 'meeting', {
        fields: { title: 'Talks', place: id('place') },
        sources: [aSource()],
      })
      .withHeadline('In ', mention('place', 'name', 'full'))
      .withBody(['They meet in ', mention('meeting', 'place', 'full'), '.'])
      .build()

  test('go out with the hash and the approval they stand on', () => {
    const doc = story()
    const fact = doc.facts.get('place')
    expect(frozenStory(doc).facts.find((one) => one.id === 'place')).toMatchObject({
      hash: fact && factHash(fact),
      approvedBy: 'eve',
    })
  })

  test('that are not approved leave their words and no trace else, also in other facts', () => {
    const doc = story()
    const approved = new Map(approvals(doc))
    approved.delete('place')
    const frozen = frozenStory(doc, { factRecords: approved })
    expect(frozen.facts.map((fact) => fact.id)).toEqual(['meeting'])
    expect(frozen.facts[0]?.fields).toEqual({ title: 'Talks' })
    expect(frozen.headline.content).toEqual([
      { type: 'text', text: 'In ' },
      { type: 'text', text: 'Doha' },
    ])
  })

  test('that were edited after their approval count as not approved', () => {
    const doc = story()
    const approved = approvals(doc)
    doc.facts.setField('place', 'name', 'Muscat', 'test')
    const frozen = frozenStory(doc, { factRecords: approved })
    expect(frozen.facts.map((fact) => fact.id)).toEqual([]) // the meeting rests on its place (S8)
  })
})

describe('[X4] sources', () => {
  test.for([
    [{ record: 'on' }, { kind: 'wire', publisher: 'A wire' }],
    [{}, { kind: 'wire', publisher: 'A wire' }],
    [
      { record: 'background', descriptor: 'an official' },
      { kind: 'wire', descriptor: 'an official' },
    ],
    [{ record: 'background' }, undefined],
    [{ record: 'off' }, undefined],
    [{ record: 'deep_background', descriptor: 'an official' }, undefined],
    [{ record: 'embargoed_until' }, undefined],
    [
      { kind: 'anonymous', descriptor: 'a diplomat', anonymityReason: 'fear' },
      { kind: 'anonymous', descriptor: 'a diplomat' },
    ],
    [
      { excerpt: 'they said', capturedBy: 'ann', capturedAt: 1 },
      { kind: 'wire', publisher: 'A wire' },
    ],
  ] as const)('%j goes out as %j', ([source, out]) => {
    const story = aStory()
      .withFact('p', 'place', { fields: { name: 'Doha' }, sources: [aSource(source)] })
      .withHeadline('Talks')
      .withBody('They met.')
      .build()
    expect(frozenStory(story).facts[0]?.sources).toEqual(out ? [out] : [])
  })
})

describe('[X5] what a peer may have written', () => {
  const withNode = (change: (paragraph: Y.XmlElement, body: Y.XmlFragment) => void) => {
    const story = aStory().withHeadline('Talks').withBody('They met.').build()
    const body = story.text('body')
    const paragraph = body.get(0)
    if (!(paragraph instanceof Y.XmlElement)) throw new RangeError('no paragraph')
    change(paragraph, body)
    return story
  }

  test.for([
    ['a block', (_: Y.XmlElement, body: Y.XmlFragment) => body.push([new Y.XmlElement('video')])],
    ['an inline node', (p: Y.XmlElement) => p.push([new Y.XmlElement('comment')])],
    ['loose text', (_: Y.XmlElement, body: Y.XmlFragment) => body.push([new Y.XmlText('x')])],
    ['a mark', (p: Y.XmlElement) => (p.get(0) as Y.XmlText).format(0, 2, { suggestion: {} })],
    ['an embedded object', (p: Y.XmlElement) => (p.get(0) as Y.XmlText).insertEmbed(0, { a: 1 })],
  ] as const)('%s that nobody knows stops the export', ([, change]) => {
    expect(() => frozenStory(withNode(change))).toThrow(UnknownNodeError)
  })

  test('a link that would run script loses its link and keeps its words', () => {
    const story = withNode((p) => {
      const text = p.get(0) as Y.XmlText
      text.format(0, 4, { link: { href: 'javascript:alert(1)' } })
      text.format(5, 3, { link: { href: 'https://example.org' } })
    })
    const json = JSON.stringify(frozenStory(story).body)
    expect(json).not.toContain('javascript')
    expect(json).toContain('"href":"https://example.org"')
    expect(json).toContain('They')
  })

  test('control characters and half emoji do not get out', () => {
    const story = aStory().withHeadline('Ta\u0000lks \ud83d').withBody('They met.').build()
    expect(frozenStory(story).headline.text).toBe('Talks \ufffd')
  })

  test('a final story never prints a mention that has no words', () => {
    const story = aStory()
      .withHeadline('Talks')
      .withBody([mention('gone', 'name')])
      .build()
    expect(() => frozenStory(story)).toThrow(RangeError)
    expect(frozenStory(story, { draft: true }).body).toEqual([
      { type: 'paragraph', content: [{ type: 'text', text: '[?]' }] },
    ])
  })
})
