import { expect, test } from 'vitest'
import { aStory, mention } from '../../testing/story-builder.ts'
import { mentionContexts } from './mention-contexts.ts'

test('each mention with the words around it, field by field, cut at whole words', () => {
  const long = 'word '.repeat(40)
  const { story } = aStory()
    .withHeadline('Talks in ', mention('doha', 'name'))
    .withBody(
      [long, 'They met in ', mention('doha', 'name'), ' and in ', mention('oslo', 'name'), '.'],
      'Nothing here.',
    )
    .withFact('doha', 'place', { fields: { name: 'Doha' } })
    .withFact('oslo', 'place', { fields: { name: 'Oslo' } })
  const [first, second, third] = mentionContexts(story, () => undefined)
  expect(first).toEqual({
    factId: 'doha',
    textField: 'headline',
    before: 'Talks in ',
    words: 'Doha',
    after: '',
  })
  expect(second).toMatchObject({ factId: 'doha', textField: 'body', words: 'Doha' })
  expect(second?.before).toMatch(/^… (word )+They met in $/)
  expect(second?.after).toBe(' and in Oslo.')
  expect(third).toMatchObject({ factId: 'oslo', after: '.' })
})
