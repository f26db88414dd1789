import type { GateReason } from '@dateline/shared/api/contracts'
import type { FactRecord } from '@dateline/shared/facts/status'
import { gate } from '@dateline/shared/gate/gate'
import { gateStory } from '@dateline/shared/gate/gate-story'
import type { StoryId } from '@dateline/shared/ids'
import type { StoryRecord } from '@dateline/shared/story/record'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import * as Y from 'yjs'
import type { Deps } from '../deps.ts'

/** A story at one moment: a detached copy of its document, its record, and what the gate says of it. */
export interface StorySnapshot {
  readonly doc: Y.Doc
  readonly record: StoryRecord
  readonly factRecords: ReadonlyMap<string, FactRecord>
  readonly reasons: readonly GateReason[]
}

/** The caller destroys `doc`. @throws RangeError when there is no such story */
export async function snapshotStory(
  deps: Pick<Deps, 'live' | 'records' | 'stories' | 'now'>,
  storyId: StoryId,
): Promise<StorySnapshot> {
  // Decisions first: one that is appended meanwhile is then judged by the next who looks.
  const factRecords = await deps.records.factRecords(storyId)
  const record = await deps.stories.get(storyId)
  if (!record) throw new RangeError(`no story ${storyId}`)
  const state = await deps.live.read(storyId, (doc) => Y.encodeStateAsUpdate(doc))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  const story = gateStory(new StoryDoc(doc))
  return {
    doc,
    record,
    factRecords,
    reasons: gate({ story, record, factRecords, now: deps.now() }),
  }
}
