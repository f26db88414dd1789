import type { DateValue } from '@dateline/shared/facts/dates/date-value'
import { mintFactId } from '@dateline/shared/ids'
import {
  bullets,
  heading,
  mention,
  official,
  paragraph,
  quotation,
  wire,
  words,
  type DemoStory,
} from './demo-story.ts'

const TZ = 'Asia/Kabul'
const days = (start: string, end?: string): DateValue => ({
  start,
  ...(end && { end }),
  precision: 'day',
  tz: TZ,
})

/** The worked example: two parties, two mediators, two rounds, and a third to come. */
export function talksStory(): DemoStory {
  const taliban = mintFactId()
  const pakistan = mintFactId()
  const turkey = mintFactId()
  const qatar = mintFactId()
  const doha = mintFactId()
  const istanbul = mintFactId()
  const firstRound = mintFactId()
  const secondRound = mintFactId()
  const ceasefire = mintFactId()
  const mechanism = mintFactId()
  const meeting = mintFactId()
  const spokesman = mintFactId()
  const officer = mintFactId()
  const statement = mintFactId()
  const contention = mintFactId()

  const communique = official(
    'communique',
    'Joint communiqué of the mediators',
    'The mediators name the parties, the days of both rounds and the day of the next.',
  )
  const agency = wire('agency', 'Bosphorus Wire', 'Report from the talks, filed on 31 October.')

  return {
    seed: {
      headline: [
        mention(taliban, 'name', 'full'),
        words(' and '),
        mention(pakistan, 'name', 'full'),
        words(' to resume talks in '),
        mention(istanbul, 'name', 'full'),
        words(' on '),
        mention(meeting, 'date', 'short'),
      ],
      standfirst: [
        words('Mediators '),
        mention(secondRound, 'mediators', 'list'),
        words(' say both sides will keep the truce while they settle how it is watched'),
      ],
      body: {
        type: 'doc',
        content: [
          paragraph(
            words('Negotiators for the '),
            mention(taliban, 'name', 'full'),
            words(' and '),
            mention(pakistan, 'name', 'full'),
            words(' are due back at the table in '),
            mention(istanbul, 'name', 'full'),
            words(' on '),
            mention(meeting, 'date', 'both'),
            words(', the mediating governments announced after a second round ended.'),
          ),
          paragraph(
            words('The round just closed ran from '),
            mention(secondRound, 'dates', 'long'),
            words('. It built on the '),
            mention(ceasefire, 'name', 'full'),
            words(' that the delegations accepted in '),
            mention(doha, 'name', 'full'),
            words(', where they first met on '),
            mention(firstRound, 'dates', 'long'),
            words('.'),
          ),
          heading('What was settled'),
          bullets(
            [
              words('The guns stay silent: '),
              mention(firstRound, 'parties', 'list'),
              words(' renewed the truce for as long as talks go on.'),
            ],
            [
              words('A '),
              mention(mechanism, 'name', 'full'),
              words(' is to record breaches; who sits on it is open.'),
            ],
          ),
          quotation(words('Nobody left the table for good, and that is the news of this week.')),
          paragraph(
            words('That was how '),
            mention(officer, 'name', 'full'),
            words(', press officer of the mediating team, put it. '),
            mention(spokesman, 'name', 'full'),
            words(', who speaks for the Taliban, '),
            mention(statement, 'words', 'plain'),
            words('.'),
          ),
          heading('What was not'),
          paragraph(
            words('People briefed on the sessions say they stalled twice over '),
            mention(contention, 'title', 'plain'),
            words('. Neither delegation would discuss that on the record.'),
          ),
        ],
      },
      meta: {
        language: 'en',
        slug: 'istanbul-talks-resume',
        byline: 'Rana Idris and Tom Vale',
        dateline: 'ISTANBUL',
        targetWords: 350,
        tags: ['Afghanistan', 'Pakistan', 'diplomacy'],
      },
    },
    facts: [
      {
        id: taliban,
        type: 'party',
        label: 'Taliban',
        fields: { name: 'Taliban', kind: 'government', spokespersons: [spokesman] },
        sources: [communique],
      },
      {
        id: pakistan,
        type: 'party',
        label: 'Pakistan',
        fields: { name: 'Pakistan', kind: 'state' },
        sources: [communique],
      },
      {
        id: turkey,
        type: 'mediator',
        label: 'Turkey',
        fields: { name: 'Turkey', role: 'host' },
        sources: [communique],
      },
      {
        id: qatar,
        type: 'mediator',
        label: 'Qatar',
        fields: { name: 'Qatar', role: 'facilitator' },
        sources: [communique],
      },
      {
        id: doha,
        type: 'place',
        label: 'Doha',
        fields: { name: 'Doha', country: 'Qatar' },
        sources: [communique],
      },
      {
        id: istanbul,
        type: 'place',
        label: 'Istanbul',
        fields: { name: 'Istanbul', country: 'Turkey' },
        sources: [communique],
      },
      {
        id: firstRound,
        type: 'round',
        label: 'First round, Doha',
        fields: {
          ordinal: 1,
          title: 'Doha talks',
          dates: days('2025-10-18', '2025-10-19'),
          place: doha,
          host: qatar,
          parties: [taliban, pakistan],
          mediators: [turkey, qatar],
          format: 'direct',
          outcome: 'A ceasefire, to be worked out in detail at the next round.',
        },
        sources: [communique, agency],
      },
      {
        id: secondRound,
        type: 'round',
        label: 'Second round, Istanbul',
        fields: {
          ordinal: 2,
          title: 'Istanbul talks',
          dates: days('2025-10-25', '2025-10-29'),
          place: istanbul,
          host: turkey,
          parties: [taliban, pakistan],
          mediators: [turkey, qatar],
          format: 'direct',
          previousRound: firstRound,
          nextMeeting: meeting,
        },
        sources: [communique],
      },
      {
        id: ceasefire,
        type: 'agreement',
        label: 'Doha ceasefire',
        fields: {
          name: 'ceasefire',
          kind: 'ceasefire',
          signedOn: days('2025-10-18', '2025-10-19'),
          place: doha,
          signatories: [taliban, pakistan],
        },
        sources: [communique],
      },
      {
        id: mechanism,
        type: 'mechanism',
        label: 'Monitoring and verification mechanism',
        fields: {
          name: 'monitoring and verification mechanism',
          purpose: 'Record breaches of the truce and report them to both sides.',
          members: [taliban, pakistan],
          status: 'agreed',
        },
        sources: [communique],
      },
      {
        id: meeting,
        type: 'meeting',
        label: 'Third round, Istanbul',
        fields: {
          title: 'Third round',
          date: {
            ...days('2025-11-06'),
            asStated: {
              calendar: 'solar_hijri_af',
              text: '15 Aqrab',
              y: 1404,
              m: 8,
              d: 15,
            },
          },
          place: istanbul,
          certainty: 'planned',
          announcedBy: [turkey, qatar],
        },
        sources: [communique],
      },
      {
        id: spokesman,
        type: 'person',
        label: 'Zabihullah Mujahid',
        fields: {
          name: 'Zabihullah Mujahid',
          nativeName: 'ذبیح‌الله مجاهد',
          roles: [{ id: 'spokesman', title: 'spokesman', organisation: 'Taliban' }],
        },
        sources: [agency],
      },
      {
        id: officer,
        type: 'person',
        label: 'Leyla Aydın',
        fields: {
          name: 'Leyla Aydın',
          roles: [{ id: 'officer', title: 'press officer', organisation: 'mediating team' }],
        },
        sources: [{ ...agency, id: 'briefing', kind: 'named_person', publisher: 'Press briefing' }],
      },
      {
        id: statement,
        type: 'statement',
        label: 'Mujahid on the second round',
        fields: {
          words: 'called the round a sign that his side prefers to negotiate',
          language: 'en',
          speaker: spokesman,
          onBehalfOf: taliban,
          date: days('2025-10-31'),
          record: 'on',
          kind: 'paraphrase',
        },
        sources: [agency],
      },
      {
        id: contention,
        type: 'issue',
        label: 'Armed groups and drone strikes',
        fields: {
          title: 'armed groups sheltering across the border, and drone strikes',
          state: 'open',
          positions: [
            { id: 'p1', party: pakistan, statement: 'Wants the groups kept from its territory.' },
            { id: 'p2', party: taliban, statement: 'Wants the strikes to end.' },
          ],
        },
      },
    ],
    approve: [taliban, pakistan, turkey, qatar, doha, istanbul, firstRound, secondRound, ceasefire],
    dispute: [
      {
        factId: mechanism,
        note: 'Pakistan’s delegation says the mechanism is agreed in principle only.',
      },
    ],
    afterwards: ({ facts }) => {
      facts.setField(secondRound, 'dates', days('2025-10-25', '2025-10-30'), 'demo')
    },
  }
}
