import { factHash } from '@dateline/shared/facts/canonical'
import { fitDispute, type Dispute } from '@dateline/shared/facts/dispute'
import type { Fact } from '@dateline/shared/facts/fact'
import {
  judge,
  standingDispute,
  type Decision,
  type DecisionKind,
  type DecisionRefusal,
} from '@dateline/shared/facts/status'
import type { FactId, StoryId } from '@dateline/shared/ids'
import { err, ok, type Result } from '@dateline/shared/result'
import type { SessionUser } from '../accounts/accounts.ts'
import type { Deps } from '../deps.ts'
import type { KeyedQueue } from '../keyed-queue.ts'
import type { Reading } from '../sync/live-stories.ts'
import { factsIn } from './story-facts.ts'

export interface DecisionAsked {
  readonly kind: DecisionKind
  /** The hash of the fact as the person saw it. */
  readonly hash: string
  readonly note: string
  /** With `dispute`: what stands against the fact. */
  readonly dispute?: Dispute | undefined
  /** With `approve`: the hash of the dispute whose two sides are approved together. */
  readonly pair?: string | undefined
  /** For approvals of several at once: which facts may be (rule A12). */
  readonly only?: (fact: Fact) => boolean
}

/** What deciding needs of the server. */
export interface DecideDeps extends Pick<Deps, 'live' | 'records' | 'now'> {
  readonly policies: Pick<Deps['policies'], 'read'>
}

export type Undecided =
  | { reason: 'no-such-fact' }
  | { reason: DecisionRefusal | 'bad-dispute' | 'not-from-documents'; current: Fact }

/**
 * One decision on one fact (rules A1–A10): read the fact as it stands on disk, judge it, append the
 * decision with the fact as it was judged. One at a time in a story, on all nodes (N6); an edit that
 * comes after it changes the fact's hash and so voids an approval by itself.
 */
export function decide(
  deps: DecideDeps,
  queue: KeyedQueue,
  storyId: StoryId,
  factId: FactId,
  user: SessionUser,
  asked: DecisionAsked,
): Promise<Result<Decision, Undecided>> {
  const inTurn = (act: (read: Reading) => Promise<Result<Decision, Undecided>>) =>
    queue.run(storyId, () => deps.live.still(storyId, act))
  return inTurn(async (read) => {
    const now = await factsIn(deps, storyId, read)
    const fact = now.facts.find(({ id }) => id === factId)
    if (!fact) return err({ reason: 'no-such-fact' as const })
    const record = now.records.get(factId) ?? {}
    const request = { ...asked, by: user.id, role: user.role }
    const judged = judge(fact, record, request, await deps.policies.read())
    if (!judged.ok) return err({ reason: judged.error, current: fact })
    if (asked.only && !asked.only(fact)) {
      return err({ reason: 'not-from-documents' as const, current: fact })
    }
    const fits = asked.kind === 'dispute' && asked.dispute && fitDispute(fact, asked.dispute)
    if (fits && !fits.ok) return err({ reason: 'bad-dispute' as const, current: fact })
    const dispute = fits
      ? fits.value
      : asked.pair === undefined
        ? undefined
        : standingDispute(record)
    const decision: Decision = {
      kind: asked.kind,
      hash: factHash(fact),
      by: user.id,
      at: deps.now(),
      note: asked.note.trim(),
      frozen: fact,
      ...(dispute && { dispute }),
    }
    await deps.records.append(storyId, factId, decision)
    return ok(decision)
  })
}
