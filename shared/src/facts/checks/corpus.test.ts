import { expect, test } from 'vitest'
import { fieldText } from '../../story/story-text.ts'
import { countWords } from '../../story/text-blocks.ts'
import { findingsOf } from '../../testing/checked-story.ts'
import { aStory } from '../../testing/story-builder.ts'
import { acceptProposals } from '../extract/accept-proposals.ts'
import { putProposals } from '../extract/anchors.ts'
import { BUILDING } from '../extract/corpus/building/building.ts'
import type { CorpusText } from '../extract/corpus/corpus-text.ts'
import { HELD_OUT } from '../extract/corpus/held-out/held-out.ts'
import { proposalsOfText } from '../extract/corpus/score.ts'

const ALARMS_ALLOWED = 1 // per 1,000 words

/** A text of the corpus as a story whose proposed facts were all accepted, as a newsroom would have it. */
function storyOf(text: CorpusText) {
  const story = aStory()
    .withLanguage(text.language)
    .withHeadline(text.headline)
    .withBody(...text.body)
    .build()
  putProposals(story, proposalsOfText(text), 'test')
  acceptProposals(story, 'all', () => undefined, 'test')
  return story
}

test('[K15] the texts of the corpus are right: at most one alarm per 1,000 words', () => {
  let words = 0
  let facts = 0
  const alarms = [...BUILDING, ...HELD_OUT].flatMap((text) => {
    const story = storyOf(text)
    facts += story.facts.list().length
    words += countWords(
      `${fieldText(story, 'headline')} ${fieldText(story, 'body')}`,
      text.language,
    )
    return findingsOf(story, text.date).map(
      ({ message, words }) =>
        `${text.name}: ${message.key} “${words}” ${JSON.stringify(message.params)}`,
    )
  })
  const rate = (alarms.length * 1_000) / words
  // oxlint-disable-next-line no-console -- the figures are what one runs this test to read
  console.info(
    [
      `${alarms.length} alarms in ${words} words with ${facts} facts: ${rate.toFixed(2)} per 1,000`,
      ...alarms,
    ].join('\n'),
  )
  expect(facts).toBeGreaterThan(100) // without facts the rules would have nothing to say
  expect(rate).toBeLessThanOrEqual(ALARMS_ALLOWED)
})
