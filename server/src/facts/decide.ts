import { factHash } from '@dateline/shared/facts/canonical'
import type { Fact } from '@dateline/shared/facts/fact'
import {
  DEFAULT_APPROVAL_POLICY,
  judge,
  type Decision,
  type DecisionKind,
  type DecisionRefusal,
} from '@dateline/shared/facts/status'
import type { FactId, StoryId } from '@dateline/shared/ids'
import { err, ok, type Result } from '@dateline/shared/result'
import type { SessionUser } from '../accounts/accounts.ts'
import type { Deps } from '../deps.ts'
import type { KeyedQueue } from '../keyed-queue.ts'
import { factsNow } from './story-facts.ts'

export interface DecisionAsked {
  readonly kind: DecisionKind
  /** The hash of the fact as the person saw it. */
  readonly hash: string
  readonly note: string
}

export type Undecided = { reason: 'no-such-fact' } | { reason: DecisionRefusal; current: Fact }

/**
 * One decision on one fact (rules A1–A7): read the fact as it stands on disk, judge it, append the
 * decision with the fact as it was judged. One at a time in a story; an edit that comes in between
 * changes the fact's hash and so voids an approval by itself.
 */
export function decide(
  deps: Deps,
  queue: KeyedQueue,
  storyId: StoryId,
  factId: FactId,
  user: SessionUser,
  asked: DecisionAsked,
): Promise<Result<Decision, Undecided>> {
  return queue.run(storyId, async () => {
    const now = await factsNow(deps, storyId)
    const fact = now.facts.find(({ id }) => id === factId)
    if (!fact) return err({ reason: 'no-such-fact' as const })
    const request = { ...asked, by: user.id, role: user.role }
    const policy = { ...DEFAULT_APPROVAL_POLICY, selfApproval: deps.config.selfApproval }
    const judged = judge(fact, now.records.get(factId) ?? {}, request, policy)
    if (!judged.ok) return err({ reason: judged.error, current: fact })
    const decision: Decision = {
      kind: asked.kind,
      hash: factHash(fact),
      by: user.id,
      at: deps.now(),
      note: asked.note.trim(),
      frozen: fact,
    }
    await deps.records.append(storyId, factId, decision)
    return ok(decision)
  })
}
