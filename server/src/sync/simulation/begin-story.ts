import { StoryDoc } from '@dateline/shared/story/story-doc'
import type { Random } from '@dateline/shared/testing/random'
import { aSource } from '@dateline/shared/testing/story-builder'
import type * as Y from 'yjs'
import { FACTS } from './people.ts'

/** A story with its facts, and not a word yet. */
export function beginStory(doc: Y.Doc, random: Random): void {
  doc.clientID = 1 + random.below(2 ** 31)
  const { facts } = new StoryDoc(doc)
  for (const id of FACTS) {
    facts.create({ id, type: 'place', label: id, fields: { name: id } }, 'seed')
    facts.putSource(id, aSource(), 'seed')
  }
}
