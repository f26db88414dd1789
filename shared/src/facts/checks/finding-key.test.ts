import { expect, test } from 'vitest'
import { findingsOf } from '../../testing/checked-story.ts'
import { aStory } from '../../testing/story-builder.ts'

const keysOf = (...body: string[]) =>
  findingsOf(
    aStory()
      .withBody(...body)
      .build(),
  ).map(({ key }) => key)

const WRONG = 'They meet on Friday, November 6, 2025, in Doha.'

test('[K12] the key stays while the rest of the story, and of the sentence, changes', () => {
  const [key] = keysOf(WRONG)
  expect(key).toMatch(/^weekday-[0-9a-f]{20}$/)
  expect(keysOf('A new first paragraph.', WRONG)).toEqual([key])
  expect(
    keysOf('As planned long ago, both delegations now meet on Friday, November 6, 2025, in Doha!'),
  ).toEqual([key])
})

test('[K12] another date, other words around it, or another field is another finding', () => {
  const keys = [
    ...keysOf(WRONG),
    ...keysOf(WRONG.replace('6', '5')),
    ...keysOf(WRONG.replace('meet on', 'part before')),
    ...findingsOf(aStory().withHeadline(WRONG).build()).map(({ key }) => key),
  ]
  expect(new Set(keys).size).toBe(4)
})

test('[K12] the same words twice are two findings', () => {
  const [first, second] = keysOf(WRONG, WRONG)
  expect(second).toBe(`${first}.2`)
})
