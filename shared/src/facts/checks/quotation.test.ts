import { describe, expect, test } from 'vitest'
import { findingsOf } from '../../testing/checked-story.ts'
import { aStory, mention } from '../../testing/story-builder.ts'

const SAID = 'We will not leave this table without a timetable, and they know it.'
const aTalksStory = () =>
  aStory().withFact('s', 'statement', { label: 'Dahl', fields: { words: SAID, kind: 'quote' } })
const keys = (text: string) =>
  findingsOf(aTalksStory().withBody(text).build()).map(({ message }) => message.key)

describe('[K10] a quotation that is in no statement', () => {
  test.each([
    ['“Nobody here wants the ferries to stop,” she said.', 'quotation'],
    ['«Nobody here wants the ferries to stop», she said.', 'quotation'],
    ['“We will not leave the table without any timetable,” she said.', 'quotation-differs'],
  ])('%s', (text, key) => expect(keys(text)).toEqual([key]))

  test.each([
    '“We will not leave this table without a timetable,” she said.',
    '“We will not leave this table … and they know it,” she said.',
    'They spoke of a “new beginning”.', // too short to be a statement
    'They spoke of it.',
  ])('nothing wrong: %s', (text) => expect(keys(text)).toEqual([]))

  test('a mention of the statement is its words', () => {
    const { story } = aTalksStory().withBody(['“', mention('s', 'words'), '” she said.'])
    expect(findingsOf(story)).toEqual([])
  })

  test('a story without statements keeps its quotations elsewhere', () => {
    const text = '“Nobody here wants the ferries to stop,” she said.'
    expect(findingsOf(aStory().withBody(text).build())).toEqual([])
  })
})
