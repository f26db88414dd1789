import { describe, expect, test } from 'vitest'
import { notesOf } from '../../testing/checked-story.ts'
import { aStory } from '../../testing/story-builder.ts'

const aTalksStory = () =>
  aStory()
    .withFact('z', 'person', { fields: { name: 'Zabihullah Mujahid' } })
    .withFact('q', 'mediator', { fields: { name: 'Qatar' } })
    .withFact('i', 'place', { fields: { name: 'Istanbul' } })
    .withFact('t', 'mediator', {
      fields: { name: 'Türkiye' },
    })
    .withFact('p', 'party', {
      fields: { name: 'Norland', variants: [{ id: 'v', name: 'Norlund' }] },
    })
const notes = (text: string) => notesOf(aTalksStory().withBody(text).build(), 'name')

describe('[K7] a name that is a letter or two off', () => {
  test.each([
    ['Zabiullah Mujahid spoke.', ['Zabiullah Mujahid → Zabihullah Mujahid']],
    ['Later Mujahed spoke.', ['Mujahed → Mujahid']],
    ['They met in Istambul.', ['Istambul → Istanbul']],
    ['ISTAMBUL TALKS END', ['ISTAMBUL → ISTANBUL']],
    ['They met in Itsanbul.', ['Itsanbul → Istanbul']],
    ['Qater helped.', ['Qater → Qatar']],
  ])('%s', (text, found) => expect(notes(text)).toEqual(found))

  test.each([
    'Zabihullah Mujahid spoke for Qatar in Istanbul, and Mujahid left.',
    'A Qatari envoy and two Qataris spoke.',
    'Qatar’s envoy spoke.',
    'Norlund is Norland.', // a variant that the fact knows
    'They flew over Iran and Iraq.',
    'The mujahedeen fought.', // no capital, no name
  ])('nothing wrong: %s', (text) => expect(notes(text)).toEqual([]))

  test('another name that we know is another name', () => {
    const { story } = aStory()
      .withFact('a', 'party', { fields: { name: 'Australia' } })
      .withBody('Austria and Australia met in Istanbul.')
    expect(notesOf(story, 'name')).toEqual([])
  })

  test('in Dari', () => {
    const { story } = aStory()
      .withLanguage('prs')
      .withFact('i', 'place', { fields: { name: 'استانبول' } })
      .withBody('آنان در استنابول دیدار کردند.', 'آنان در استانبول ماندند.')
    expect(notesOf(story, 'name')).toEqual(['استنابول → استانبول'])
  })
})
