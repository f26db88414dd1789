import { factHash } from '@dateline/shared/facts/canonical'
import type { Fact } from '@dateline/shared/facts/fact'
import {
  judge,
  type ApprovalPolicy,
  type DecisionKind,
  type DecisionRefusal,
  type FactRecord,
} from '@dateline/shared/facts/status'
import { can, type Actor, type StoryAccess } from '@dateline/shared/users/policy'
import { t } from '../i18n/translate.ts'

/** May this person decide so now? `hidden`: not theirs to decide at all. */
export type Allowance = { tag: 'allowed' } | { tag: 'hidden' } | { tag: 'disabled'; why: string }

/**
 * Asks the same rules that the server asks (policy and judge), so that nothing is offered that
 * would be refused. A reason can still be given, so a missing one does not count here.
 */
export function allowance(
  fact: Fact,
  record: FactRecord,
  kind: DecisionKind,
  user: Actor,
  story: StoryAccess,
  policy: ApprovalPolicy,
): Allowance {
  if (!can(user, `fact.${kind}`, story)) return { tag: 'hidden' }
  const request = { kind, hash: factHash(fact), note: '-', by: user.id, role: user.role }
  const judged = judge(fact, record, request, policy)
  if (judged.ok) return { tag: 'allowed' }
  const why = inWords(judged.error, fact)
  return why ? { tag: 'disabled', why } : { tag: 'hidden' }
}

/** Why not, for a person; undefined for what is not theirs to do. */
export function inWords(refusal: DecisionRefusal, fact: Fact): string | undefined {
  switch (refusal) {
    case 'own-fact':
      return t('decide.ownFact')
    case 'needs-source': {
      const anonymous = fact.sources.some(({ kind }) => kind === 'anonymous')
      return anonymous ? t('decide.anonymous') : t('decide.needsSource')
    }
    case 'needs-second-source':
      return t('decide.needsSecond')
    case 'two-values':
      return t('decide.twoValues')
    case 'dispute-needs-source':
    case 'no-such-pair':
    case 'retracted':
    case 'not-an-editor':
    case 'fact-moved':
    case 'needs-reason':
      return undefined
    default:
      return refusal satisfies never
  }
}

/** A fact may be deleted by who made it while no decision was ever made about it. */
export function mayDelete(record: FactRecord, user: Actor): boolean {
  if (record.latest || record.approval) return false
  // A fact the server has not seen yet was made on this device.
  return record.authorship === undefined || record.authorship.createdBy === user.id
}
