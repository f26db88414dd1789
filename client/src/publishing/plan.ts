import type { publishBody } from '@dateline/shared/api/contracts'
import type { NoticeKind } from '@dateline/shared/export/notice'
import type { z } from 'zod'

/** What an editor has chosen for the next publication, the same for every target. */
export interface Plan {
  /** As `<input type="datetime-local">` writes it; empty: now. */
  readonly at: string
  readonly notice: NoticeKind | 'none'
  readonly text: string
  readonly overrideReason: string
  /** By when somebody looks again at what went out through a closed gate, like `at`; empty: a day later. */
  readonly reviewBy: string
}

export const NOTICE_MIN = 10 // characters
export const REASON_MIN = 10
const DAY = 24 * 3_600_000 // ms

/** The moment in the plan, ms since epoch; undefined: now. */
export const plannedAt = ({ at }: Plan): number | undefined => momentOf(at)

/** By when somebody looks again, ms since epoch: a day after it goes out unless somebody said otherwise. */
export const reviewAt = (plan: Plan, now: number): number =>
  momentOf(plan.reviewBy) ?? Math.max(now, plannedAt(plan) ?? now) + DAY

/** Would the second look come before the story is out? Nobody could take it then. */
export const isReviewTooEarly = (plan: Plan, now: number): boolean =>
  reviewAt(plan, now) <= Math.max(now, plannedAt(plan) ?? now)

function momentOf(local: string): number | undefined {
  const time = local === '' ? Number.NaN : new Date(local).getTime()
  return Number.isNaN(time) ? undefined : time
}

/** Is everything filled in that the plan promises? */
export const isWhole = ({ notice, text }: Plan): boolean =>
  notice === 'none' || text.trim().length >= NOTICE_MIN

/** The body of the request for one target. @param isThere readers have it there already */
export function bodyOf(plan: Plan, target: string, isThere: boolean): z.input<typeof publishBody> {
  const at = plannedAt(plan)
  const { notice, text, overrideReason } = plan
  const reviewBy = momentOf(plan.reviewBy)
  return {
    target,
    ...(at !== undefined && { at }),
    ...(isThere && notice !== 'none' && { notice: { kind: notice, text: text.trim() } }),
    ...(overrideReason.trim() && {
      override: { reason: overrideReason.trim(), ...(reviewBy !== undefined && { reviewBy }) },
    }),
  }
}

/** A moment in the person's own time zone, for the input. */
export function localTime(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
