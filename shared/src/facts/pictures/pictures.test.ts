import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '../../story/meta-doc.ts'
import { aStory } from '../../testing/story-builder.ts'
import { drawPicture } from './draw-picture.ts'
import { drawableFacts } from './drawable-facts.ts'
import { PICTURE_KINDS } from './picture-kind.ts'
import { FILE_PALETTE, svgText, type SvgNode } from './svg-node.ts'
import { talksPicture } from './talks-picture.ts'
import { talksOf } from './talks.ts'
import { timelinePicture } from './timeline-picture.ts'
import { timelineOf } from './timeline.ts'
import { wrapWords } from './wrap-words.ts'

const days = (start: string, end?: string) =>
  ({ start, ...(end && { end }), precision: 'day', tz: 'Asia/Kabul' }) as const

const talks = (name = 'Norland') =>
  aStory()
    .withFact('nor', 'party', { fields: { name, kind: 'state' } })
    .withFact('sud', 'party', { fields: { name: 'Sudland' } })
    .withFact('isl', 'party', { fields: { name: 'Islands' } })
    .withFact('qat', 'mediator', { fields: { name: 'Qatar', role: 'host' } })
    .withFact('idle', 'mediator', { fields: { name: 'Idle' } })
    .withFact('oslo', 'place', { fields: { name: 'Oslo' } })
    .withFact('second', 'round', {
      label: 'Second round',
      fields: {
        dates: days('2025-10-25', '2025-10-30'),
        place: 'oslo',
        parties: ['nor', 'sud'],
        mediators: ['qat'],
        host: 'qat',
        format: 'indirect',
      },
    })
    .withFact('first', 'round', {
      label: 'First round',
      fields: {
        dates: days('2025-10-18', '2025-10-19'),
        parties: ['sud', 'nor'],
        format: 'direct',
      },
    })
    .withFact('truce', 'agreement', {
      label: 'Truce',
      fields: {
        signedOn: days('2025-10-19'),
        effectiveFrom: days('2025-10-19'),
        expires: days('2025-12-01'),
        signatories: ['nor', 'isl', 'gone'],
      },
    })
    .withFact('next', 'meeting', {
      label: 'Next meeting',
      fields: { date: days('2025-11-06'), certainty: 'cancelled' },
    })
    .withFact('undated', 'round', { label: 'Some round' })
    .story.facts.list()

describe('timeline', () => {
  test('[V1] events in the order of their days, one for one day of one fact', () => {
    const events = timelineOf(talks(), 'en')
    expect(events.map(({ title, own, place, note }) => [title, own, place, note])).toEqual([
      ['First round', 'October 18–19, 2025', undefined, undefined],
      ['Truce', 'October 19, 2025', undefined, undefined],
      ['Second round', 'October 25–30, 2025', 'Oslo', undefined],
      ['Next meeting', 'November 6, 2025', undefined, 'cancelled'],
      ['Truce: expires', 'December 1, 2025', undefined, undefined],
    ])
    expect(events[3]?.other).toBe('15 Aqrab 1404')
  })

  test('[V3] in Dari the Solar Hijri day comes first, and the picture reads from the right', () => {
    const events = timelineOf(talks(), 'prs')
    expect(events[3]).toMatchObject({ own: '۱۵ عقرب ۱۴۰۴', note: 'لغوشده' })
    const picture = svgText(timelinePicture(events, 'prs', FILE_PALETTE))
    expect(picture).toContain('direction="rtl"')
    expect(picture).toContain('<title>روند زمانی مذاکرات</title>')
  })
})

describe('who talks to whom', () => {
  test('[V2] ties are those of rounds and signatures, and of nothing else', () => {
    const { talkers, ties } = talksOf(talks(), 'en')
    expect(talkers.map(({ name, side, kind }) => [name, side, kind])).toEqual([
      ['Islands', 'party', undefined],
      ['Norland', 'party', 'state'],
      ['Sudland', 'party', undefined],
      ['Idle', 'mediator', undefined],
      ['Qatar', 'mediator', 'host'],
    ])
    const name = (id: string) => talkers.find((talker) => talker.id === id)?.name ?? id
    const said = ties.map((tie) => [
      [name(tie.from), name(tie.to)].toSorted().join('–'),
      tie.kind,
      tie.rounds,
      tie.formats.join(' '),
      tie.hasSigned,
    ])
    expect(said.toSorted(([a], [b]) => String(a).localeCompare(String(b)))).toEqual([
      ['Islands–Norland', 'talks', 0, '', true],
      ['Norland–Qatar', 'mediates', 1, '', false],
      ['Norland–Sudland', 'talks', 2, 'direct indirect', false],
      ['Qatar–Sudland', 'mediates', 1, '', false],
    ])
  })
})

/** Every `x` of a picture's texts, as shares of its width. */
function textPlaces(node: SvgNode): number[] {
  const own = node.tag === 'text' ? [Number(node.attrs['x'])] : []
  return [...own, ...node.children.flatMap((c) => (typeof c === 'string' ? [] : textPlaces(c)))]
}

test.each([
  [
    'timeline',
    (language: Language) => timelinePicture(timelineOf(talks(), 'en'), language, FILE_PALETTE),
  ],
  ['chart', (language: Language) => talksPicture(talksOf(talks(), 'en'), language, FILE_PALETTE)],
] as const)('[V3] the %s from the right is the one from the left, mirrored', (_, draw) => {
  const [left, right] = [draw('en'), draw('prs')]
  const width = Number(left.attrs['width'])
  expect(textPlaces(right).map((x) => width - x)).toEqual(textPlaces(left))
})

describe('as a file', () => {
  const draw = (name: string, language: Language) => [
    svgText(timelinePicture(timelineOf(talks(name), language), language, FILE_PALETTE)),
    svgText(talksPicture(talksOf(talks(name), language), language, FILE_PALETTE)),
  ]

  test('[V4] a name that looks like markup is drawn, not run', () => {
    const name = `<script>alert("x")</script>&'\u0000`
    for (const file of draw(name, 'en')) {
      expect(file).not.toContain('<script')
      expect(file).not.toContain('\u0000')
    }
    expect(draw(name, 'en')[1]).toContain('&lt;script&gt;')
  })

  test('[V4] what readers may not see, and what was retracted, is in no picture', () => {
    const { story } = aStory()
      .withFact('nor', 'party', { fields: { name: 'Norland' } })
      .withFact('sud', 'party', { fields: { name: 'Sudland' }, sensitivity: 'restricted' })
      .withFact('desk', 'meeting', {
        label: 'Secret meeting',
        sensitivity: 'desk',
        fields: { date: days('2025-11-06') },
      })
      .withFact('gone', 'meeting', { label: 'Never', fields: { date: days('2025-11-07') } })
      .withFact('round', 'round', {
        label: 'Round',
        fields: { parties: ['nor', 'sud'], dates: days('2025-11-01') },
      })
    const retracted = story.facts.list().find(({ label }) => label === 'Never')?.id ?? ''
    const facts = drawableFacts(story.facts.list(), new Map([[retracted, 'retracted']]))
    for (const kind of PICTURE_KINDS) {
      const file = svgText(drawPicture(kind, facts, 'en', FILE_PALETTE).image)
      expect(file).not.toMatch(/Sudland|Secret|Never/u)
    }
    expect(drawPicture('timeline', facts, 'en', FILE_PALETTE).words).toContain('Round')
  })

  property.prop([fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...LANGUAGES)])(
    '[V4] whatever a fact is called, the file has only our elements and attributes',
    (name, language) => {
      for (const file of draw(name, language)) {
        const tags = [...file.matchAll(/<\/?([^\s>/]+)/g)].map(([, tag]) => tag)
        const ours = ['svg', 'g', 'rect', 'line', 'circle', 'path', 'text', 'title', 'desc']
        expect(tags.filter((tag) => !ours.includes(tag ?? ''))).toEqual([])
        expect(file.replaceAll(/="[^"<>]*"/g, '')).not.toMatch(/["]|\son\w+/u)
        expect(file.isWellFormed()).toBe(true)
      }
    },
  )
})

test.each([
  ['one two three', 60, ['one two', 'three']],
  ['short', 500, ['short']],
  ['', 100, []],
] as const)('%j in lines of %i', (text, width, lines) => {
  expect(wrapWords(text, width, 15)).toEqual(lines)
})

property.prop([fc.string({ maxLength: 200 }), fc.integer({ min: 20, max: 300 })])(
  'never more lines than asked for, and what is left out is said',
  (text, width) => {
    const lines = wrapWords(text, width, 15, 2)
    expect(lines.length).toBeLessThanOrEqual(2)
    const words = text.split(/\s+/u).filter(Boolean).join(' ')
    if (lines.join(' ') !== words) expect(lines.some((line) => line.endsWith('…'))).toBe(true)
  },
)
