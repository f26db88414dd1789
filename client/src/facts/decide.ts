import { decisionAnswer } from '@dateline/shared/api/contracts'
import { factHash } from '@dateline/shared/facts/canonical'
import type { Dispute } from '@dateline/shared/facts/dispute'
import { factSchema, type Fact } from '@dateline/shared/facts/fact'
import type { DecisionKind } from '@dateline/shared/facts/status'
import { z } from 'zod'
import { api } from '../api/api-client.ts'
import { ApiError } from '../api/api-error.ts'

/** How the server took a decision. */
export type DecisionOutcome =
  | { tag: 'recorded' }
  /** 409: the fact is not what the person saw; nothing was recorded. */
  | { tag: 'moved'; seen: Fact; current: Fact }
  | { tag: 'refused'; message: string }

/** What a decision has to say of the two sides of a dispute (rules A8 and A9). */
export interface Sides {
  readonly dispute?: Dispute
  /** The hash of the dispute whose two sides are approved together. */
  readonly pair?: string
}

const movedSchema = z.object({ current: factSchema })

/**
 * Records a decision on exactly the fact the person has on screen (rule A1): its hash goes along,
 * and the server refuses when the fact has moved on.
 */
export async function decide(
  storyId: string,
  seen: Fact,
  decision: DecisionKind,
  note: string,
  sides: Sides = {},
): Promise<DecisionOutcome> {
  const words = note.trim() && { note: note.trim() }
  const body = { hash: factHash(seen), decision, ...words, ...sides }
  try {
    const path = `/api/stories/${storyId}/facts/${seen.id}/approval`
    await api('POST', path, decisionAnswer, body)
    return { tag: 'recorded' }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const moved = movedSchema.safeParse(error.problem)
    if (error.status !== 409 || !moved.success) return { tag: 'refused', message: error.message }
    return { tag: 'moved', seen, current: moved.data.current as Fact }
  }
}
