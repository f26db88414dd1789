import { factHash } from '@dateline/shared/facts/canonical'
import { mintStoryId } from '@dateline/shared/ids'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import { aStory } from '@dateline/shared/testing/story-builder'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { seenFact } from './seen-fact.ts'
import { ServedFacts } from './served-facts.ts'

/** A story that was written at these moments (ms), its fact labelled by the moment. */
function written(...moments: number[]) {
  const looks: number[] = []
  const docAt = (time: number) => {
    const doc = aStory().withFact('f', 'date', { label: `at ${time}` }).doc
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    return copy
  }
  const hashAt = (time: number) => {
    const fact = new StoryDoc(docAt(time)).facts.get('f')
    return fact ? factHash(fact) : ''
  }
  const live = {
    log: async () => moments.map((at, seq) => ({ seq, at, authors: [] })),
  }
  const pasts = {
    copy: async (_: string, time: number) => {
      looks.push(time)
      return docAt(time)
    },
  }
  const records = { decided: async () => undefined }
  const find = (hash: string) =>
    seenFact({ live, pasts, records } as never, new ServedFacts(), mintStoryId(), 'f', hash)
  return { find, hashAt, looks }
}

test('[A3] what stood when the story rested, before somebody typed on', async () => {
  const { find, hashAt, looks } = written(0, 100, 5_000, 5_100, 5_200)
  expect((await find(hashAt(100)))?.label).toBe('at 100')
  expect(looks).toEqual([100])
})

test('[A3] only a few looks back are taken', async () => {
  const { find, hashAt, looks } = written(0, 2_000, 4_000, 6_000, 8_000, 10_000)
  expect(await find(hashAt(0))).toBeUndefined()
  expect(looks).toEqual([8_000, 6_000, 4_000])
})
