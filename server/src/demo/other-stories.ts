import { mintFactId } from '@dateline/shared/ids'
import { mention, official, paragraph, words, type DemoStory } from './demo-story.ts'

/** A short story in Dari, written from right to left, with names in Latin letters in its midst. */
export function dariStory(): DemoStory {
  const kabul = mintFactId()
  const reopening = mintFactId()
  const source = official('ministry', 'وزارت ترانسپورت', 'اعلامیهٔ بازگشایی راه')
  return {
    seed: {
      headline: [
        words('راه سالنگ از '),
        mention(reopening, 'date', 'solar_hijri'),
        words(' باز می‌شود'),
      ],
      standfirst: 'مسافران از ترمیم کامل تونل خبر می‌دهند',
      body: {
        type: 'doc',
        content: [
          paragraph(
            words('راه سالنگ که '),
            mention(kabul, 'name', 'full'),
            words(' را با شمال کشور پیوند می‌دهد، پس از سه هفته ترمیم در '),
            mention(reopening, 'date', 'both'),
            words(' به روی موترها باز می‌شود.'),
          ),
          paragraph(words('انجنیران شرکت Alpine Roads می‌گویند که روشنی و هواکش تونل نو شده است.')),
        ],
      },
      meta: {
        language: 'prs',
        slug: 'salang-road-reopens',
        byline: 'رعنا ادریس',
        dateline: 'کابل',
        targetWords: 200,
        tags: ['ترانسپورت'],
      },
    },
    facts: [
      {
        id: kabul,
        type: 'place',
        label: 'کابل',
        fields: { name: 'کابل', country: 'افغانستان' },
        sources: [source],
      },
      {
        id: reopening,
        type: 'date',
        label: 'بازگشایی راه سالنگ',
        fields: { date: { start: '2026-11-28', precision: 'day', tz: 'Asia/Kabul' } },
        sources: [source],
      },
    ],
    approve: [kabul],
    dispute: [],
  }
}

/** A draft somebody began a minute ago. */
export function harbourStory(): DemoStory {
  return {
    seed: {
      headline: 'Harbour pilots call off strike',
      standfirst: '',
      body: {
        type: 'doc',
        content: [
          paragraph(
            words(
              'Pilots at the northern harbour went back to work this morning after the port authority dropped its new roster.',
            ),
          ),
        ],
      },
      meta: {
        language: 'en',
        slug: 'harbour-pilots-strike',
        byline: 'Tom Vale',
        targetWords: 400,
        tags: [],
      },
    },
    facts: [],
    approve: [],
    dispute: [],
  }
}
