import type { GateReason } from '@dateline/shared/api/contracts'
import type { StoredMedia } from '@dateline/shared/export/freeze-media'
import type { FactRecord } from '@dateline/shared/facts/status'
import { gate } from '@dateline/shared/gate/gate'
import { gateStory } from '@dateline/shared/gate/gate-story'
import type { StoryId } from '@dateline/shared/ids'
import type { StoryRecord } from '@dateline/shared/story/record'
import { StoryDoc } from '@dateline/shared/story/story-doc'
import * as Y from 'yjs'
import type { Deps } from '../deps.ts'
import { StoryMedia } from '../media/story-media.ts'

/** A story at one moment: a detached copy of its document, its record, and what the gate says of it. */
export interface StorySnapshot {
  readonly doc: Y.Doc
  readonly record: StoryRecord
  readonly factRecords: ReadonlyMap<string, FactRecord>
  /** The files of its pictures, by hash. */
  readonly media: ReadonlyMap<string, StoredMedia>
  readonly reasons: readonly GateReason[]
}

/** The caller destroys `doc`. @throws RangeError when there is no such story */
export async function snapshotStory(
  deps: Pick<Deps, 'config' | 'db' | 'live' | 'media' | 'records' | 'stories' | 'now'>,
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
  const media = await new StoryMedia(deps).of(storyId)
  const hashes = new Set(media.keys())
  return {
    doc,
    record,
    factRecords,
    media,
    reasons: gate({
      story,
      record,
      factRecords,
      media: hashes,
      now: deps.now(),
      timeZone: deps.config.timeZone,
    }),
  }
}
