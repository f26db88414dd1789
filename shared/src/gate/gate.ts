import type { GateReason } from '../api/contracts.ts'
import { dayIn } from '../facts/dates/time-zone.ts'
import type { FactRecord } from '../facts/status.ts'
import type { StoryRecord } from '../story/record.ts'
import { checkReasons } from './check-reasons.ts'
import { factReasons } from './fact-reasons.ts'
import type { GateStory } from './gate-story.ts'
import { mentionReasons } from './mention-reasons.ts'
import { pieceReasons } from './piece-reasons.ts'
import { recordReasons } from './record-reasons.ts'
import { textReasons } from './text-reasons.ts'

export interface GateInput {
  /** `gateStory(storyDoc)`. */
  readonly story: GateStory
  readonly record: Pick<StoryRecord, 'status' | 'embargoUntil' | 'legal'>
  /** By fact id. */
  readonly factRecords: ReadonlyMap<string, FactRecord>
  /** Hashes of the files that are stored for the story; left out where they are not known. */
  readonly media?: ReadonlySet<string>
  /** ms since epoch */
  readonly now: number
  /** The newsroom's (rule D12). */
  readonly timeZone: string
}

/**
 * Why the story may not leave the building now (rules G1–G8 and G11–G15, docs/rules/gate.md); empty: the gate is
 * open. Pure, so a screen shows live what the server will decide. Holds on the whole story come
 * first, then what is missing, then mentions,
 * facts and checks.
 */
export function gate({
  story,
  record,
  factRecords,
  media,
  now,
  timeZone,
}: GateInput): GateReason[] {
  return [
    ...recordReasons(record, now),
    ...textReasons(story),
    ...pieceReasons(story, media),
    ...mentionReasons(story),
    ...factReasons(story, factRecords),
    ...checkReasons(story, factRecords, dayIn(now, timeZone)),
  ]
}
