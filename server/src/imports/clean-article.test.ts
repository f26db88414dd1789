import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { blockWords } from './article.ts'
import { cleanArticle } from './clean-article.ts'
import { isFurniture } from './furniture.ts'
import { readText } from './read-text.ts'

const clean = (text: string) => {
  const { blocks, ...meta } = cleanArticle(readText(text))
  return { ...meta, blocks: blocks.map((block) => `${block.kind}: ${blockWords(block)}`) }
}

describe('furniture', () => {
  test.for([
    'Trending',
    'Share this article',
    'Discover more from The Daily',
    'Subscribe to get the latest posts sent to your email.',
    'Subscribe',
    '📱 Follow us on Telegram: @thedaily',
    'Show More',
    'Back to top button',
    'Adblock Detected',
    'Please consider supporting us by disabling your ad blocker',
    'We use cookies to give you the best experience.',
    'Read more: Border closed again',
    'You may also like',
    '3 min read',
    'Tags: border, truce',
    'Leave a Reply',
    '12 Comments',
    '© 2025 The Daily. All rights reserved.',
    'Photo: Getty Images',
    '(Reuters/Jane Doe)',
    '@thedaily',
    '***',
    'بیشتر بخوانید',
  ])('[I2] %s', (line) => expect(isFurniture(line)).toBe(true))

  test.for([
    'Share prices fell on Monday.',
    'Follow-up talks are due in Doha.',
    'The minister said newspapers should disable nothing.',
    'Related charges were dropped, the court said.',
    'Search teams found two survivors.',
    'Live fire was heard near the border.',
    'Support for the deal grew on Tuesday.',
    'Sources close to the talks said little.',
    'Sources: three officials told the court that the truce would hold until spring, the paper said, and several diplomats who attended said the same of the talks that ended on Thursday in the capital without a word on prisoners.',
    'Mujahid once again emphasized it:',
    'Breaking news travels fast, he said.',
    '🙂 he wrote.',
    'Comments by the minister angered both sides.',
    'Read aloud, the text took four minutes.',
    'World leaders met.',
  ])('[I2] news stays: %s', (line) => expect(isFurniture(line)).toBe(false))
})

describe('text', () => {
  test('[I4] headline, standfirst, byline, date, dateline are found, the rest is copy', () => {
    expect(
      clean(`WORLD

Truce holds in border town

Guns are silent for a third day

By Sam Writer
October 31, 2025 10:30 am

TORKHAM, Oct. 31 (AP) — The truce held on Thursday.

“It is quiet,” a shopkeeper said.

Share this article`),
    ).toEqual({
      headline: 'Truce holds in border town',
      standfirst: 'Guns are silent for a third day',
      byline: 'Sam Writer',
      publishedAt: '2025-10-31',
      dateline: 'TORKHAM',
      publisher: 'AP',
      blocks: [
        'paragraph: The truce held on Thursday.',
        'paragraph: “It is quiet,” a shopkeeper said.',
      ],
    })
  })

  test('[I3] quotations and lists', () => {
    expect(
      clean(`Intro here.\n\n> We stay.\n> All of us.\n\n- one\n- two\n\n1. first\n2. second`)
        .blocks,
    ).toEqual([
      'paragraph: Intro here.',
      'quote: We stay.\nAll of us.',
      'list: one\ntwo',
      'list: first\nsecond',
    ])
  })

  test('[I3] lines that a mail program wrapped are one paragraph', () => {
    const text = `The sides met on Thursday for the first time since the border was
closed, and agreed to meet again.

A second paragraph.`
    expect(clean(text).blocks).toEqual([
      'paragraph: The sides met on Thursday for the first time since the border was closed, and agreed to meet again.',
      'paragraph: A second paragraph.',
    ])
  })

  test('[I4] a single sentence is copy, not a headline', () => {
    expect(clean('The council met.')).toEqual({ blocks: ['paragraph: The council met.'] })
  })
})

const sample = process.env['DATELINE_SAMPLE_PAGE']
const hasSample = sample !== undefined && existsSync(sample)
test.runIf(hasSample)('[I2] nothing of a real page is left but its article', () => {
  const { headline, blocks } = clean(readFileSync(sample ?? '', 'utf8'))
  expect(headline).toMatch(/Meet Again/u)
  expect(blocks).toHaveLength(10)
  expect(blocks.join('\n')).not.toMatch(
    /Discover more|Subscribe|Telegram|Show More|Back to top|ad ?block|Trending/iu,
  )
})
