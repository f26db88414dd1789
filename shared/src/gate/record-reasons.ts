import type { GateReason } from '../api/contracts.ts'
import type { StoryRecord } from '../story/record.ts'

/** What holds back the story as a whole: embargo, legal check, killed (rule G8). */
export function recordReasons(
  record: Pick<StoryRecord, 'status' | 'embargoUntil' | 'legal'>,
  now: number,
): GateReason[] {
  const reasons: GateReason[] = []
  const add = (code: GateReason['code'], message: string) =>
    reasons.push({ code, message, place: { kind: 'details' } })
  if (record.status === 'killed') {
    add('killed', 'This story was killed. Take it back to draft if it should run after all.')
  }
  if (record.embargoUntil !== null && record.embargoUntil > now) {
    add(
      'embargo',
      `Under embargo until ${utc(record.embargoUntil)}. It cannot go out before; an editor can change the time.`,
    )
  }
  if (record.legal === 'needed') {
    add('legal-pending', 'The legal check is still to be done. Mark it done once it is cleared.')
  }
  return reasons
}

/** `2026-11-24 08:30 UTC`: one form that a desk in any zone reads the same. */
const utc = (at: number): string =>
  `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
