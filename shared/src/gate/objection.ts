import type { ExportPackage } from '../export/package.ts'
import { factHash } from '../facts/canonical.ts'
import { factStatuses } from '../facts/fact-statuses.ts'
import type { Fact } from '../facts/fact.ts'
import type { FactRecord } from '../facts/status.ts'
import type { StoryRecord } from '../story/record.ts'
import type { ScheduledCopy } from '../story/scheduled-copy.ts'
import { beyondOverride } from './override.ts'
import { recordReasons } from './record-reasons.ts'

/** The story as it stands at some moment, as far as a frozen copy of it is judged by it. */
export interface Standing {
  readonly record: Pick<StoryRecord, 'status' | 'embargoUntil' | 'legal'>
  readonly facts: readonly Fact[]
  /** By fact id. */
  readonly factRecords: ReadonlyMap<string, FactRecord>
  /** ms since epoch; Infinity: an embargo is no objection, since nobody will see it before its end. */
  readonly at: number
}

/** What was frozen and is about to be sent. */
export interface Frozen {
  readonly overridden: boolean
  readonly facts: readonly Pick<ExportPackage['facts'][number], 'id' | 'label' | 'hash'>[]
}

/**
 * Why what was frozen may not be sent as the story stands (rule B6): between the button and the
 * moment an embargo may have been set, a fact disputed or edited. The gate judges the story; this
 * judges a copy that was let out and has not left yet.
 *
 * @returns a sentence that says what to do, or undefined
 */
export function objectionTo(frozen: Frozen, standing: Standing): string | undefined {
  const { record, facts, factRecords, at } = standing
  const all = recordReasons(record, at)
  const [hold] = frozen.overridden ? beyondOverride(all) : all
  if (hold) return hold.message
  // What moved itself comes before what only rests on it: mending that mends both.
  for (const { id, label, hash } of frozen.facts) {
    const fact = facts.find((known) => known.id === id)
    if (!fact)
      return `“${label}” was deleted after this version was made. Publish again without it.`
    if (factHash(fact) !== hash) {
      return `“${label}” has changed since this version was made. Have it approved, then publish again.`
    }
  }
  const statuses = factStatuses(facts, factRecords)
  const lost = frozen.facts.find(({ id }) => statuses.get(id) !== 'approved')
  return (
    lost &&
    `“${lost.label}” is no longer approved as it was in this version. Have it approved again, or publish without it.`
  )
}

/** When a scheduled copy goes out, and what stands against it now. */
export interface Outlook {
  readonly publicationId: string
  /** ms since epoch: an embargo that was moved back takes it along (rule PS2). */
  readonly at: number
  readonly target: string
  readonly objection: string | undefined
}

/** What would become of a scheduled copy if nothing more happened until its time (rule PS8). */
export function outlookOf(copy: ScheduledCopy, standing: Omit<Standing, 'at'>): Outlook {
  return {
    publicationId: copy.publicationId,
    at: Math.max(copy.dueAt, standing.record.embargoUntil ?? 0),
    target: copy.target,
    objection: objectionTo(copy, { ...standing, at: Infinity }),
  }
}
