import { expect, test } from 'vitest'
import { countWords } from '../../story/text-blocks.ts'
import { TODAY, worldOf } from '../../testing/checked-story.ts'
import { aStory, mention } from '../../testing/story-builder.ts'
import { checkBlocks } from './check-blocks.ts'
import { checkBlock, checkStory } from './check-story.ts'

const LIMIT_MS = 100 // rule K16

/** 5,000 words of talks: a date, names, a number and a mention in every paragraph. */
function longStory() {
  const made = aStory().withFact('r', 'round', {
    fields: {
      ordinal: 1,
      title: 'Doha talks',
      dates: { start: '2025-10-18', end: '2025-10-19', precision: 'day', tz: 'UTC' },
    },
  })
  for (let index = 0; index < 40; index += 1) {
    const name = `Person${'abcdefghij'.charAt(index % 10)} Surname${index}`
    made.withFact(`p${index}`, 'person', { fields: { name } })
  }
  made.withBody(
    ...Array.from({ length: 125 }, (_, index) => [
      `In paragraph ${index} the two mediators, Turkey and Qatar, said on Saturday, October 25, 2025, that the second round of talks would last six days and that Zabihullah Mujahid `,
      mention('r', 'dates', 'day'),
      ' had agreed on nothing; “we will come back,” he said, and nobody in the room spoke of it again.',
    ]),
  )
  return made.story
}

test('[K16] one changed paragraph of a 5,000-word story, and all of it, within the limit', () => {
  const story = longStory()
  const world = worldOf(story, TODAY)
  const blocks = checkBlocks(story)
  const words = countWords(blocks.map(({ text }) => text).join(' '))
  checkStory(blocks, world) // as after opening: the engine has seen the patterns
  const time = (work: () => void) => {
    const start = performance.now()
    work()
    return performance.now() - start
  }
  const whole = time(() => checkStory(blocks, world))
  const [first] = blocks.filter(({ textField }) => textField === 'body')
  const one = time(() => first && checkBlock({ ...first, text: `${first.text} More.` }, world))
  // oxlint-disable-next-line no-console -- the figures are what one runs this test to read
  console.info(
    `${words} words: whole story ${whole.toFixed(1)} ms, one paragraph ${one.toFixed(1)} ms`,
  )
  expect(words).toBeGreaterThan(5_000)
  expect(one).toBeLessThan(LIMIT_MS)
})
