import type { JSONContent } from '@tiptap/core'
import { factHash } from '../../facts/canonical.ts'
import type { FactRecord } from '../../facts/status.ts'
import { seedStory } from '../../story/seed-story.ts'
import type { StoryDoc } from '../../story/story-doc.ts'
import { aSource, aStory, id, mention } from '../../testing/story-builder.ts'
import { freezeStory, type FreezeInput } from '../freeze-story.ts'
import type { ExportPackage } from '../package.ts'

const day = (start: string, end?: string) => ({
  start,
  ...(end && { end }),
  precision: 'day' as const,
  tz: 'Asia/Kabul',
})

const RECORD = { id: 'st0ry', createdAt: Date.UTC(2025, 10, 1), authors: ['ann', 'bob'] }
const PUBLISHED = Date.UTC(2025, 10, 1, 9, 30)

/** The picture of the talks: its hash, and a file that is one pixel small. */
export const PICTURE = '5d41402abc4b2a76b9719d911017c5925d41402abc4b2a76b9719d911017c592'
const STORED = new Map([
  [PICTURE, { mediaType: 'image/jpeg' as const, width: 1200, height: 800, bytes: 4 }],
])
export const pictureFile = (hash: string): Uint8Array | undefined =>
  hash === PICTURE ? Uint8Array.of(0xff, 0xd8, 0xff, 0xd9) : undefined

/** Every fact approved as it stands. */
export function approvals(story: StoryDoc): ReadonlyMap<string, FactRecord> {
  return new Map(
    story.facts.list().map((fact) => {
      const decision = {
        kind: 'approve' as const,
        hash: factHash(fact),
        by: 'eve',
        at: PUBLISHED,
        note: '',
        frozen: fact,
      }
      return [fact.id, { latest: decision, approval: decision }]
    }),
  )
}

export function frozenStory(story: StoryDoc, more: Partial<FreezeInput> = {}): ExportPackage {
  return freezeStory({
    doc: story.doc,
    record: RECORD,
    factRecords: approvals(story),
    revision: 1,
    now: PUBLISHED,
    timeZone: 'Asia/Kabul',
    media: STORED,
    ...more,
  })
}

const words = (text: string, ...marks: NonNullable<JSONContent['marks']>): JSONContent =>
  marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text }
const mentionNode = (factId: string, field: string, format = 'plain') => ({
  type: 'mention',
  attrs: mention(factId, field, format),
})
const paragraph = (...content: JSONContent[]) => ({ type: 'paragraph', content })
const item = (...content: JSONContent[]) => ({ type: 'listItem', content })
const cell = (type: 'tableCell' | 'tableHeader', ...content: JSONContent[]) => ({
  type,
  content: [paragraph(...content)],
})
const row = (...content: JSONContent[]) => ({ type: 'tableRow', content })
const link = (href: string) => ({ type: 'link', attrs: { href } })

export const UGLY = `AT&T -- "x" <y> 5 < 6 [gallery] می‌روم 👩‍👩‍👧 &amp; --> <!-- wp:html --> </script>`

/** One of everything: each type of fact that exports tell apart, each node, each mark. */
export function talksStory(): StoryDoc {
  const source = aSource({ publisher: 'A & B Wire', url: 'https://wire.example/1?a=1&b=2' })
  const builder = aStory()
    .withFact('istanbul', 'place', {
      label: 'Istanbul',
      fields: { name: 'Istanbul', country: 'Turkey' },
      sources: [source],
    })
    .withFact('north', 'party', {
      fields: { name: 'The Northern Front', shortName: 'the Front', kind: 'armed_group' },
      sources: [source],
    })
    .withFact('south', 'party', {
      fields: { name: 'The Southern Republic', kind: 'state' },
      sources: [source],
    })
    .withFact('host', 'mediator', { fields: { name: 'Turkey' }, sources: [source] })
    .withFact('envoy', 'person', {
      fields: { name: 'A. Envoy', nativeName: 'ا. فرستاده' },
      sources: [source],
    })
    .withFact('round', 'round', {
      label: 'Second round',
      fields: {
        ordinal: 2,
        title: 'Second round',
        dates: day('2025-10-25', '2025-10-30'),
        place: id('istanbul'),
        parties: [id('north'), id('south')],
        mediators: [id('host')],
        outcome: 'They agreed to meet again.',
      },
      sources: [source],
    })
    .withFact('meeting', 'meeting', {
      label: 'Next meeting',
      fields: { title: 'Third round', date: day('2025-11-06'), place: id('istanbul') },
      sources: [source],
    })
    .withFact('truce', 'agreement', {
      fields: {
        name: 'Doha truce',
        kind: 'truce',
        signedOn: day('2025-10-19'),
        signatories: [id('north'), id('south')],
      },
      sources: [source],
    })
    .withFact('watch', 'mechanism', {
      fields: { name: 'Monitoring group', status: 'agreed', members: [id('north'), id('south')] },
      sources: [source],
    })
    .withFact('quote', 'statement', {
      fields: {
        words: `We "agreed" & <will> return`,
        kind: 'quote',
        language: 'en',
        speaker: id('envoy'),
        date: day('2025-10-30'),
      },
      sources: [source],
    })
    .withFact('denial', 'statement', {
      fields: { words: 'The Front denies it.', kind: 'denial', speaker: id('north') },
      sources: [source],
    })
    .withFact('border', 'issue', {
      fields: {
        title: 'The border',
        positions: [{ id: 'p1', party: id('south'), statement: 'It must stay shut.' }],
      },
      sources: [source],
    })
    .withFact('dead', 'figure', {
      label: 'Delegates',
      fields: { what: 'Delegates', exact: 1200, date: day('2025-10-30') },
      sources: [source],
    })
    .withFact('about', 'date', {
      label: 'Around then',
      fields: { date: { ...day('2025-12-01'), precision: 'approx' as const } },
      sources: [source],
    })
  const story = builder.build()
  seedStory(story.doc, {
    headline: [words('They meet again on '), mentionNode('meeting', 'date', 'day')],
    standfirst: [words('The '), mentionNode('round', 'title'), words(' is over.')],
    seoTitle: 'Talks to resume',
    seoDescription: 'A second "round" & what follows.',
    meta: {
      language: 'en',
      slug: 'talks-to-resume',
      byline: 'By Ann Reporter and Bob Stringer',
      dateline: 'ISTANBUL',
      tags: ['Talks & peace', 'Istanbul'],
    },
    body: {
      type: 'doc',
      content: [
        paragraph(
          mentionNode('north', 'name', 'full'),
          words(' meets on '),
          mentionNode('meeting', 'date', 'weekday'),
          words(', after '),
          mentionNode('round', 'dates', 'day'),
          words('. '),
          words('Bold ', { type: 'bold' }),
          words('and both', { type: 'bold' }, { type: 'italic' }),
          words(', with '),
          words('a link', link('https://example.org/?a=1&b="2"')),
          words('.'),
        ),
        paragraph(),
        { type: 'heading', attrs: { level: 2 }, content: [words('What was said')] },
        paragraph(words(UGLY), { type: 'hardBreak' }, words('a second line')),
        {
          type: 'blockquote',
          content: [paragraph(mentionNode('quote', 'words')), paragraph(words('– the envoy'))],
        },
        {
          type: 'bulletList',
          content: [
            item(paragraph(words('one')), {
              type: 'bulletList',
              content: [item(paragraph(words('within')))],
            }),
            item(paragraph(words('two')), {
              type: 'blockquote',
              content: [paragraph(words('quoted'))],
            }),
          ],
        },
        { type: 'orderedList', attrs: { start: 3 }, content: [item(paragraph(words('third')))] },
        { type: 'heading', attrs: { level: 3 }, content: [words('Next')] },
        {
          type: 'figure',
          attrs: { media: PICTURE, alt: 'A "hall" & <flags>', credit: 'Ann Lens / A & B Wire' },
          content: [words('The hall on '), mentionNode('meeting', 'date', 'day'), words('.')],
        },
        {
          type: 'table',
          content: [
            row(cell('tableHeader', words('Round')), cell('tableHeader', words('When'))),
            row(
              cell('tableHeader', words('Second | last')),
              cell('tableCell', mentionNode('round', 'dates', 'day')),
            ),
            row({
              type: 'tableCell',
              attrs: { colspan: 2 },
              content: [paragraph(words('Both in')), paragraph(words('Istanbul'))],
            }),
          ],
        },
        {
          type: 'embed',
          attrs: { url: 'https://video.example/talks', title: 'The talks on film' },
        },
        { type: 'embed', attrs: { url: 'https://video.example/?a=1&b=2', title: '' } },
      ],
    },
  })
  return story
}

/** In Dari, with a Latin name in its midst. */
export function dariStory(): StoryDoc {
  const story = aStory()
    .withFact('place', 'place', {
      label: 'Istanbul',
      fields: { name: 'استانبول' },
      sources: [aSource()],
    })
    .withFact('agency', 'party', { fields: { name: 'Reuters' }, sources: [aSource()] })
    .withFact('meeting', 'meeting', {
      label: 'نشست',
      fields: { title: 'نشست سوم', date: day('2025-11-06'), place: id('place') },
      sources: [aSource({ publisher: 'آژانس' })],
    })
    .build()
  seedStory(story.doc, {
    headline: [words('گفت‌وگوها در '), mentionNode('place', 'name', 'full')],
    standfirst: 'آن‌ها دوباره می‌بینند.',
    meta: { language: 'prs', byline: 'زهرا و کریم' },
    body: {
      type: 'doc',
      content: [
        paragraph(
          words('به گزارش '),
          mentionNode('agency', 'name', 'full'),
          words('، آن‌ها در '),
          mentionNode('meeting', 'date', 'both'),
          words(' می‌بینند.'),
        ),
        { type: 'heading', attrs: { level: 2 }, content: [words('نقل قول')] },
        { type: 'bulletList', content: [item(paragraph(words('نخست')))] },
      ],
    },
  })
  return story
}
