import { StoryDoc } from '@dateline/shared/story/story-doc'
import * as Y from 'yjs'
import { wordsOf } from './sim-client.ts'

/** Do these two read the same, and know the same? */
export const isSame = (one: Y.Doc, other: Y.Doc): boolean =>
  Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other)) &&
  JSON.stringify(wordsOf(one)) === JSON.stringify(wordsOf(other)) &&
  JSON.stringify(new StoryDoc(one).facts.list()) ===
    JSON.stringify(new StoryDoc(other).facts.list())
