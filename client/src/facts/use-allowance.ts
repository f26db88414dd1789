import type { Fact } from '@dateline/shared/facts/fact'
import type { DecisionKind } from '@dateline/shared/facts/status'
import { usePolicy } from '../accounts/newsroom-policy.ts'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { recordOf } from '../sync/fact-statuses.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { allowance, type Allowance } from './allowed.ts'
import { useFactSession } from './fact-context.ts'

/** What the person at this screen may decide about a fact as it stands now. */
export function useAllowance(fact: Fact): (kind: DecisionKind) => Allowance {
  const record = useSnapshot(useFactSession().record)
  const user = useCurrentUser()
  const atSignIn = usePolicy()
  const policy = record?.policy ?? atSignIn
  return (kind) =>
    record
      ? allowance(fact, recordOf(record, fact.id), kind, user, record.story, policy)
      : { tag: 'hidden' }
}
