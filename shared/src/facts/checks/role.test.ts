import { describe, expect, test } from 'vitest'
import { notesOf } from '../../testing/checked-story.ts'
import { aStory, mention } from '../../testing/story-builder.ts'

const day = (start: string) => ({ start, precision: 'day', tz: 'Asia/Kabul' }) as const
const person = (...roles: Record<string, unknown>[]) => ({
  fields: {
    name: 'Ingrid Dahl',
    roles: roles.map((row, index) => ({ id: `r${index}`, ...row })) as never,
  },
})
const notes = (text: string, ...roles: Record<string, unknown>[]) =>
  notesOf(
    aStory()
      .withFact('d', 'person', person(...roles))
      .withBody(text)
      .build(),
    'role',
  )

describe('[K8] the role beside a name', () => {
  const envoy = { title: 'special envoy', organisation: 'Norway' }
  test.each([
    ['Spokesman Ingrid Dahl said so.', ['Spokesman → Special envoy']],
    ['Ingrid Dahl, the foreign minister, said so.', ['foreign minister → special envoy']],
    ['Ingrid Dahl, Norway’s spokeswoman, said so.', ['spokeswoman → special envoy']],
  ])('%s', (text, found) => expect(notes(text, envoy)).toEqual(found))

  test.each([
    'Special envoy Ingrid Dahl said so.',
    'Ingrid Dahl, an envoy of Norway, said so.',
    'Former minister Ingrid Dahl said so.',
    'Ingrid Dahl met the foreign minister.',
    'Ingrid Dahl, a senior official, said so.',
  ])('nothing wrong: %s', (text) => expect(notes(text, envoy)).toEqual([]))

  test('a spokesperson is either; a spokeswoman is no spokesman', () => {
    const text = 'Spokesman Ingrid Dahl said so.'
    expect(notes(text, { title: 'spokesperson' })).toEqual([])
    expect(notes(text, { title: 'spokeswoman' })).toEqual(['Spokesman → Spokeswoman'])
  })

  test('a role that has ended gives way to the one held now', () => {
    const was = { title: 'governor', to: day('2024-01-31') }
    expect(notes('Governor Ingrid Dahl said so.', was, envoy)).toEqual(['Governor → Special envoy'])
    expect(notes('Governor Ingrid Dahl said so.', { ...was, to: day('2026-01-31') })).toEqual([])
  })

  test('a title that we cannot weigh, or no role at all, says nothing', () => {
    expect(notes('Spokesman Ingrid Dahl said so.', { title: 'press officer' })).toEqual([])
    expect(notes('Spokesman Ingrid Dahl said so.')).toEqual([])
  })

  test('beside a mention', () => {
    const { story } = aStory()
      .withFact('d', 'person', person(envoy))
      .withBody([mention('d', 'name', 'full'), ', the spokesman, said so.'])
    expect(notesOf(story, 'role')).toEqual(['spokesman → special envoy'])
  })
})
