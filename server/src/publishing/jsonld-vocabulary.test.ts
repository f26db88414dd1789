import { jsonLd } from '@dateline/shared/export/jsonld'
import { dariStory, frozenStory, talksStory } from '@dateline/shared/export/testing/demo-stories'
import { describe, expect, test } from 'vitest'
import { loadVocabulary, misuses } from './testing/vocabulary.ts'

/** The folder of the official schemas; they have licences of their own, so they are not in here. */
const { DATELINE_SCHEMAS } = process.env
const NOTE = DATELINE_SCHEMAS ? '' : ' (skipped: set DATELINE_SCHEMAS to the folder of schemas)'

if (!DATELINE_SCHEMAS) process.stderr.write(`jsonld-vocabulary.test.ts${NOTE}\n`)

describe.skipIf(!DATELINE_SCHEMAS)(`JSON-LD against schema.org${NOTE}`, () => {
  const load = () => loadVocabulary(DATELINE_SCHEMAS ?? '')

  test.for([
    ['the talks', talksStory],
    ['a story in Dari', dariStory],
  ] as const)('%s use only types and properties that exist, in their range', async ([, story]) => {
    expect(misuses(jsonLd(frozenStory(story())), await load())).toEqual([])
  })

  test('the check finds what is wrong', async () => {
    const types = await load()
    const wrong = {
      '@type': 'Event',
      mediator: 'x',
      organizer: { '@type': 'Country', name: 'Qatar' },
      startDate: 'soon',
      location: { '@type': 'Nowhere' },
    }
    expect(misuses(wrong, types)).toHaveLength(5)
  })
})
