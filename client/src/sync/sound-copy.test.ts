import { seedStory } from '@dateline/shared/story/seed-story'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readableWords } from './sound-copy.ts'

test('a copy with an update that cannot be read gives up the words of the rest [Y4]', () => {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  seedStory(doc, { headline: 'Talks open', meta: { language: 'en' } })
  expect(readableWords(updates)).toBeNull()
  expect(readableWords([...updates, Uint8Array.of(3, 255, 255, 1)])).toBe('Talks open')
})
