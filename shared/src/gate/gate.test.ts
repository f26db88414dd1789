import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { GateReason } from '../api/contracts.ts'
import { factHash } from '../facts/canonical.ts'
import type { DecisionKind, FactRecord } from '../facts/status.ts'
import type { StoryDoc } from '../story/story-doc.ts'
import { aSource, aStory, id, mention } from '../testing/story-builder.ts'
import { gateStory } from './gate-story.ts'
import { gate } from './gate.ts'
import { beyondOverride } from './override.ts'

const NOW = Date.UTC(2026, 10, 23, 14, 5)
const RECORD = { status: 'ready', embargoUntil: null, legal: 'not_needed' } as const
const date = (start: string) => ({ start, precision: 'day', tz: 'Asia/Kabul' }) as const

/** A decision on the fact as it stands in this story. */
function decided(story: StoryDoc, name: string, kind: DecisionKind): [string, FactRecord] {
  const fact = story.facts.get(name)
  if (!fact) throw new RangeError(name)
  const decision = { kind, hash: factHash(fact), by: 'eve', at: 0, note: 'why', frozen: fact }
  return [name, { latest: decision, ...(kind === 'approve' && { approval: decision }) }]
}

const reasonsOf = (
  story: StoryDoc,
  factRecords: readonly [string, FactRecord][] = [],
  record: Partial<Parameters<typeof gate>[0]['record']> = {},
): GateReason[] =>
  gate({
    story: gateStory(named(story)),
    record: { ...RECORD, ...record },
    factRecords: new Map(factRecords),
    now: NOW,
    timeZone: 'UTC',
  })

const codes = (reasons: readonly GateReason[]) => reasons.map(({ code }) => code)

/** With a byline and a slug, like every story the server makes. */
function named(story: StoryDoc): StoryDoc {
  const { byline = 'By Ann', slug = 'talks' } = story.meta.read()
  story.meta.set('byline', byline, 'test')
  story.meta.set('slug', slug, 'test')
  return story
}

/** Headline and body that mention one dated, sourced meeting. */
const aMeetingStory = () =>
  aStory()
    .withFact('meeting', 'meeting', {
      label: 'Third round',
      fields: { title: 'Third round', date: date('2025-11-06') },
      sources: [aSource()],
    })
    .withHeadline('They meet on ', mention('meeting', 'date', 'day'))
    .withBody(['They meet again on ', mention('meeting', 'date', 'weekday'), '.'])

describe('facts', () => {
  test('[G1] the gate is open when every fact is approved, and shut for one that is not', () => {
    const story = aMeetingStory().build()
    expect(reasonsOf(story, [decided(story, 'meeting', 'approve')])).toEqual([])
    const [reason] = reasonsOf(story)
    expect(reason).toEqual({
      code: 'fact-unapproved',
      message: expect.stringContaining('“Third round” is not approved yet'),
      place: { kind: 'fact', factId: 'meeting' },
    })
  })

  test('[G1] a fact that nothing mentions counts as well, and one without a source says so', () => {
    const story = aMeetingStory().withFact('stray', 'place').build()
    const [reason, ...others] = reasonsOf(story, [decided(story, 'meeting', 'approve')])
    expect(reason?.message).toContain('“stray” has no source yet')
    expect(others).toEqual([])
  })

  test('[G2] an edit after the approval shuts the gate', () => {
    const story = aMeetingStory().build()
    const approved = decided(story, 'meeting', 'approve')
    story.facts.setField('meeting', 'date', date('2025-11-07'), 'test')
    expect(codes(reasonsOf(story, [approved]))).toEqual(['fact-changed'])
  })

  test('[G2] an approval does not outlive that of a fact it depends on', () => {
    const story = aMeetingStory()
      .withFact('host', 'party', { sources: [aSource()] })
      .build()
    story.facts.setDependsOn('meeting', ['host'], 'test')
    const both = [decided(story, 'meeting', 'approve'), decided(story, 'host', 'approve')]
    expect(reasonsOf(story, both)).toEqual([])
    story.facts.setLabel('host', 'other', 'test')
    expect(codes(reasonsOf(story, both))).toEqual(['fact-changed', 'fact-changed'])
  })

  test('[G17] a fact with two values shuts it, approved or not, until somebody chooses', () => {
    const made = aMeetingStory()
    const story = made.build()
    for (const certainty of ['planned', 'likely']) {
      made.doc.clientID += 1 // two people who do not know of each other
      story.facts.setField('meeting', 'certainty', certainty, 'test', new Set())
    }
    expect(codes(reasonsOf(story, [decided(story, 'meeting', 'approve')]))).toEqual([
      'fact-two-values',
    ])
    story.facts.choose('meeting', 'certainty', 'likely', 'test')
    expect(reasonsOf(story, [decided(story, 'meeting', 'approve')])).toEqual([])
  })

  test('[G3] a disputed fact shuts it', () => {
    const story = aMeetingStory().build()
    expect(codes(reasonsOf(story, [decided(story, 'meeting', 'dispute')]))).toEqual([
      'fact-disputed',
    ])
  })

  test('[G4] a retracted fact shuts it only while it is mentioned, and the reason says where', () => {
    const story = aMeetingStory().withFact('old', 'place').build()
    const approved = decided(story, 'meeting', 'approve')
    expect(reasonsOf(story, [approved, decided(story, 'old', 'retract')])).toEqual([])
    const [reason] = reasonsOf(story, [
      decided(story, 'meeting', 'retract'),
      decided(story, 'old', 'retract'),
    ])
    expect(reason?.code).toBe('fact-retracted')
    expect(reason?.message).toContain('the headline still mentions it')
  })
})

describe('copy', () => {
  test('[G5] a mention of a deleted fact, in every field it stands in', () => {
    const story = aMeetingStory().build()
    story.facts.remove('meeting', 'test')
    expect(reasonsOf(story).map(({ code, place }) => [code, place])).toEqual([
      ['mention-of-deleted-fact', { kind: 'mention', factId: 'meeting', textField: 'headline' }],
      ['mention-of-deleted-fact', { kind: 'mention', factId: 'meeting', textField: 'body' }],
    ])
  })

  test('[G6] a mention without a value, once per field however often it stands there', () => {
    const story = aMeetingStory()
      .withBody([mention('meeting', 'place'), ' and ', mention('meeting', 'place')])
      .build()
    const [reason, ...others] = reasonsOf(story, [decided(story, 'meeting', 'approve')])
    expect(reason?.code).toBe('mention-without-value')
    expect(reason?.message).toContain('“place” of “Third round”')
    expect(others).toEqual([])
  })

  test('[G5] search title and description are copy too', () => {
    const story = aMeetingStory()
      .withText('seoTitle', [[mention('gone', 'label')]])
      .build()
    expect(reasonsOf(story, [decided(story, 'meeting', 'approve')])[0]?.place).toEqual({
      kind: 'mention',
      factId: 'gone',
      textField: 'seoTitle',
    })
  })

  test.for([
    ['headline', aStory().withHeadline('  ').withBody('Words.'), 'headline-missing'],
    ['body', aStory().withHeadline('Words').withBody('', ' '), 'body-missing'],
  ] as const)('[G7] a blank %s', ([, story, code]) => {
    expect(codes(reasonsOf(story.build()))).toEqual([code])
  })

  test('[G7] a headline that is one mention is a headline', () => {
    const story = aStory()
      .withFact('p', 'place', { fields: { name: 'Doha' }, sources: [aSource()] })
      .withHeadline(mention('p', 'name', 'full'))
      .withBody('Words.')
      .build()
    expect(reasonsOf(story, [decided(story, 'p', 'approve')])).toEqual([])
  })
})

describe('what is not for print', () => {
  test.for(['desk', 'restricted'] as const)('[X3] [M9] a mention of a %s fact', (sensitivity) => {
    const story = aMeetingStory().build()
    story.facts.setSensitivity('meeting', sensitivity, 'test')
    const found = reasonsOf(story, [decided(story, 'meeting', 'approve')])
    expect(codes(found)).toEqual(['mention-not-for-print', 'mention-not-for-print'])
  })

  test('[X3] a restricted name that another fact would print, and an open one that it may', () => {
    const story = aStory()
      .withFact('envoy', 'party', { fields: { name: 'The envoy' }, sources: [aSource()] })
      .withFact('round', 'round', { fields: { parties: [id('envoy')] }, sources: [aSource()] })
      .withHeadline('Talks')
      .withBody([mention('round', 'parties', 'list')])
      .build()
    const approve = () => [decided(story, 'envoy', 'approve'), decided(story, 'round', 'approve')]
    expect(reasonsOf(story, approve())).toEqual([])
    story.facts.setSensitivity('envoy', 'restricted', 'test')
    expect(codes(reasonsOf(story, approve()))).toEqual(['mention-not-for-print'])
  })

  test('[X3] the speaker of a statement on background, but not its words', () => {
    const said = (record: string) =>
      aStory()
        .withFact('said', 'statement', {
          fields: { words: 'We agreed.', roleAtTime: 'an official', record },
          sources: [aSource()],
        })
        .withHeadline('Talks')
        .withBody([mention('said', 'words'), mention('said', 'roleAtTime')])
        .build()
    const found = (record: string) => {
      const story = said(record)
      return codes(reasonsOf(story, [decided(story, 'said', 'approve')]))
    }
    expect(found('on')).toEqual([])
    expect(found('background')).toEqual([])
    expect(found('deep_background')).toEqual(['mention-not-for-print'])
    expect(found('off')).toEqual(['mention-not-for-print', 'mention-not-for-print'])
    expect(found('embargoed_until')).toEqual(['mention-not-for-print', 'mention-not-for-print'])
  })
})

describe('the record', () => {
  const story = aStory().withHeadline('Talks').withBody('They met.').build()

  test('[G8] an embargo holds until its very moment', () => {
    const [reason] = reasonsOf(story, [], { embargoUntil: NOW + 1 })
    expect(reason?.code).toBe('embargo')
    expect(reason?.message).toContain('2026-11-23 14:05 UTC')
    expect(reasonsOf(story, [], { embargoUntil: NOW })).toEqual([])
  })

  test('[G8] legal needed holds, legal done does not; killed holds', () => {
    expect(codes(reasonsOf(story, [], { legal: 'needed' }))).toEqual(['legal-pending'])
    expect(reasonsOf(story, [], { legal: 'done' })).toEqual([])
    expect(codes(reasonsOf(story, [], { status: 'killed' }))).toEqual(['killed'])
  })

  test('[G10] an override reaches facts and the legal check, nothing that cannot be answered for', () => {
    const reasons = reasonsOf(
      aMeetingStory()
        .withBody([mention('gone', 'label')])
        .build(),
      [],
      {
        embargoUntil: NOW + 1,
        legal: 'needed',
      },
    )
    expect(codes(reasons)).toContain('fact-unapproved')
    expect(codes(beyondOverride(reasons))).toEqual(['embargo', 'mention-of-deleted-fact'])
  })
})

describe('checks', () => {
  const aWrongDay = () =>
    aMeetingStory().withBody(['On Friday, ', mention('meeting', 'date', 'day'), ', they meet.'])
  const openChecks = (story: StoryDoc) =>
    reasonsOf(story, [decided(story, 'meeting', 'approve')]).filter(
      ({ code }) => code === 'check-open',
    )

  test('[G11] a weekday that a mentioned date contradicts, until the words are right', () => {
    const story = aWrongDay().build()
    const [reason, ...more] = openChecks(story)
    expect(more).toEqual([])
    expect(reason?.message).toContain('“Friday” stands beside November 6, 2025, which is Thursday')
    expect(reason?.place).toMatchObject({ kind: 'check', textField: 'body' })
    story.facts.setField('meeting', 'date', date('2025-11-07'), 'test')
    expect(openChecks(story)).toEqual([])
  })

  test('[G11] [K13] ignoring lifts it, with a reason, and restoring brings it back', () => {
    const story = aWrongDay().build()
    const [reason] = openChecks(story)
    const key = reason?.place.kind === 'check' ? reason.place.key : ''
    const ignore = (why: string) => story.ignored.ignore(key, { by: 'ann', at: 0, why }, 'test')
    ignore('  ')
    expect(openChecks(story)).toHaveLength(1)
    ignore('The paper calls the night before by that name.')
    expect(openChecks(story)).toEqual([])
    story.ignored.restore(key, 'test')
    expect(openChecks(story)).toHaveLength(1)
  })

  test('[G11] a warning shuts nothing', () => {
    const story = aMeetingStory().withBody('On Friday, November 6, 2025, they meet.').build()
    expect(openChecks(story)).toEqual([])
  })

  test('[G10] an editor may answer for it', () => {
    expect(beyondOverride(openChecks(aWrongDay().build()))).toEqual([])
  })
})

describe('[G12] [G13] [G14] pictures and embeds', () => {
  const HASH = 'a'.repeat(64)
  const withPiece = (name: string, attrs: Record<string, string>) => {
    const story = aStory().withHeadline('Talks').withBody('They met.').build()
    const node = new Y.XmlElement(name)
    for (const [key, value] of Object.entries(attrs)) node.setAttribute(key, value)
    story.text('body').push([node])
    return story
  }
  const piece = (story: StoryDoc, media?: ReadonlySet<string>) =>
    gate({
      story: gateStory(named(story)),
      record: RECORD,
      factRecords: new Map(),
      ...(media && { media }),
      now: NOW,
      timeZone: 'UTC',
    })

  test('a picture needs a description and a credit, and says which lacks', () => {
    const bare = withPiece('figure', { media: HASH, alt: '  ' })
    expect(piece(bare)).toEqual([
      {
        code: 'picture-without-alt',
        message: expect.stringContaining('Picture 1 has no description'),
        place: { kind: 'piece', piece: 0, needs: 'alt' },
      },
      expect.objectContaining({ code: 'picture-without-credit' }),
    ])
    expect(piece(withPiece('figure', { media: HASH, alt: 'A hall', credit: 'Ann' }))).toEqual([])
  })

  test('its file must be the story’s own, where that is known', () => {
    const story = withPiece('figure', { media: HASH, alt: 'A hall', credit: 'Ann' })
    expect(codes(piece(story, new Set()))).toEqual(['picture-without-file'])
    expect(piece(story, new Set([HASH]))).toEqual([])
    expect(codes(beyondOverride(piece(story, new Set())))).toEqual(['picture-without-file'])
  })

  test.each(['javascript:alert(1)', 'http://x.example/', 'https://a:b@x.example/', ''])(
    'an embed of %j goes nowhere',
    (url) => {
      const reasons = piece(withPiece('embed', { url, title: 'Film' }))
      expect(codes(reasons)).toEqual(['embed-without-address'])
      expect(beyondOverride(reasons)).toEqual(reasons)
    },
  )
})

test('[G15] a story needs a byline and a slug; an editor may answer for going without', () => {
  const story = aStory().withHeadline('Talks').withBody('They met.').build()
  const reasons = gate({
    story: gateStory(story),
    record: RECORD,
    factRecords: new Map(),
    now: NOW,
    timeZone: 'UTC',
  })
  expect(codes(reasons)).toEqual(['byline-missing', 'slug-missing'])
  expect(beyondOverride(reasons)).toEqual([])
})
