import { describe, expect, test } from 'vitest'
import { factIdSchema } from '../../ids.ts'
import { notesOf } from './corpus/note-of.ts'
import { proposeFacts } from './propose-facts.ts'

/** What is proposed of one paragraph of 31 October 2025, as the corpus notes it down. */
function notes(text: string, type: string): string[] {
  let minted = 0
  const proposals = proposeFacts(
    {
      blocks: [{ textField: 'body', block: 0, text }],
      language: 'en',
      reference: { date: '2025-10-31', tz: 'UTC' },
    },
    () => factIdSchema.parse(`f${(minted += 1)}`),
  )
  return proposals
    .flatMap((one) => notesOf(one, proposals))
    .filter((note) => note.startsWith(`${type} `))
    .map((note) => note.slice(type.length + 1))
}

describe('agreements', () => {
  test.for([
    ['The sides signed a truce in Doha on October 18.', ['truce 2025-10-18 doha']],
    ['The ceasefire holds, and the truce is watched.', ['ceasefire - -']],
    [
      'The truce signed on May 5 followed the truce signed on March 2.',
      ['truce 2025-05-05 -', 'truce 2025-03-02 -'],
    ],
    ['The Geneva Accord was signed on May 5.', ['geneva accord 2025-05-05 -']],
    ['They called for a ceasefire, but no truce was reached.', []],
    ['He denied that the army had agreed to a truce.', []],
    ['The sides hope to sign a prisoner swap on May 5.', []],
    ['The ceasefire talks and the truce commission go on.', []],
  ] as const)('[E4] %s', ([text, expected]) => {
    expect(notes(text, 'agreement')).toEqual(expected)
  })

  test('[E4] what was agreed in a city over days was agreed in a round of talks there', () => {
    const text = 'A ceasefire was agreed in Doha on October 18 and 19.'
    expect(notes(text, 'round')).toEqual(['2025-10-18/2025-10-19'])
    expect(notes(text.replace(' and 19', ''), 'round')).toEqual([])
  })
})

test.for([
  ['They agreed to set up a joint monitoring committee.', 'joint monitoring committee agreed'],
  ['Kenya proposed a joint verification team.', 'joint verification team proposed'],
  ['The ceasefire commission has recorded two breaches.', 'ceasefire commission working'],
  ['The border commission has not met since May.', 'border commission stalled'],
] as const)('[E4] the status of a mechanism follows the verb: %s', ([text, expected]) => {
  expect(notes(text, 'mechanism')).toEqual([expected])
})

describe('statements', () => {
  test.for([
    ['“We go on,” said Ann Dahl, an envoy.', ['quote ann dahl: we go on']],
    ['“We go on,” Ann Dahl, the envoy, said, “but not far.”', ['quote ann dahl: we go on, but']],
    ['Ann Dahl, the envoy, denied that talks had failed.', ['denial ann dahl: talks had failed']],
    [
      'Ann Dahl, an envoy, left. According to her, it is over now.',
      ['paraphrase ann dahl: it is over now'],
    ],
    ['Ann Dahl, an envoy, met Ole Brandt, the minister. He said it was over.', []],
    ['“We go on,” he said.', []],
    ['The “plan” has “no friends” in Doha.', []],
  ] as const)('[E5] %s', ([text, expected]) => {
    expect(notes(text, 'statement')).toEqual(expected)
  })

  test.for([
    'informed sources',
    'a senior official who asked not to be named',
    'one of the Taliban officials',
    'two people familiar with the talks',
    'experts',
  ])('[E6] %s is described, not named', (who) => {
    expect(notes(`According to ${who}, the talks are over.`, 'statement')).toEqual([
      `paraphrase ?${who.toLowerCase()}: the talks are over`,
    ])
  })

  test.for(['the foreign ministry', 'Human Rights Watch', 'Ann Dahl'])(
    '[E6] %s is named',
    (who) => {
      const [note] = notes(`According to ${who}, the talks are over.`, 'statement')
      expect(note).not.toContain('?')
    },
  )
})
