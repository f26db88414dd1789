import { describe, expect, test } from 'vitest'
import { findingsOf, notesOf } from '../../testing/checked-story.ts'
import { aStory, mention } from '../../testing/story-builder.ts'

const aTalksStory = (status: string) =>
  aStory()
    .withFact('m', 'mechanism', { fields: { name: 'monitoring mechanism', status } })
    .withFact('w', 'issue', { fields: { title: 'water rights', state: 'open' } })
    .withFact('a', 'agreement', {
      fields: {
        name: 'Ferry Pact',
        signedOn: { start: '2025-12-01', precision: 'day', tz: 'UTC' } as const,
      },
    })
const notes = (text: string, status = 'proposed') =>
  notesOf(aTalksStory(status).withBody(text).build(), 'stage')

describe('[K9] agreed, and only proposed', () => {
  test.each([
    ['They agreed on a monitoring mechanism.', ['agreed → agreed']],
    ['They signed the new monitoring mechanism.', ['signed → agreed']],
    ['The monitoring mechanism was agreed on Sunday.', ['agreed → agreed']],
    ['They agreed on water rights.', ['agreed → agreed']],
    ['They signed the Ferry Pact.', ['signed']], // its day is still to come
  ])('%s', (text, found) => expect(notes(text)).toEqual(found))

  test.each([
    'They agreed to discuss a monitoring mechanism.',
    'They have not agreed on a monitoring mechanism.',
    'It is unclear whether they agreed on a monitoring mechanism.',
    'The monitoring mechanism is to be agreed.',
    'The monitoring mechanism was proposed.',
    '“We agreed on a monitoring mechanism,” he said.',
  ])('nothing wrong: %s', (text) => expect(notes(text)).toEqual([]))

  test('a mechanism that is agreed or stalled', () => {
    expect(notes('They agreed on a monitoring mechanism.', 'agreed')).toEqual([])
    expect(notes('They agreed on a monitoring mechanism.', 'stalled')).toHaveLength(1)
  })

  test('beside a mention; the fix is in the fact', () => {
    const { story } = aTalksStory('proposed').withBody([
      'They agreed on the ',
      mention('m', 'name'),
    ])
    const [finding] = findingsOf(story)
    expect(finding?.fix).toMatchObject({ factId: 'm', field: 'status', value: 'agreed' })
    story.facts.setField('m', 'status', 'agreed', 'test')
    expect(findingsOf(story)).toEqual([])
  })
})
