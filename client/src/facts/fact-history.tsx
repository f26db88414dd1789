import type { Fact } from '@dateline/shared/facts/fact'
import type { FactStatus } from '@dateline/shared/facts/status'
import { usePersonName } from '../accounts/people.ts'
import { formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import { recordOf } from '../sync/fact-statuses.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { useNow } from '../ui/use-now.ts'
import { useFactSession } from './fact-context.ts'

const DECIDED = { approve: 'approvedBy', dispute: 'disputedBy', retract: 'retractedBy' } as const

/** Who decided about it last, when, and why; of a changed fact, who had approved it. */
export function LastDecision({ fact, status }: { fact: Fact; status: FactStatus }) {
  const name = usePersonName()
  const now = useNow()
  const { latest, approval } = recordOf(useSnapshot(useFactSession().record), fact.id)
  const decision = status === 'changed' ? approval : latest
  if (!decision) return null
  const when = formatMoment(decision.at, now)
  return (
    <span>
      {t(`fact.${DECIDED[decision.kind]}`, { name: name(decision.by), when })}
      {decision.note && (
        <>
          {': '}
          <q dir="auto">{decision.note}</q>
        </>
      )}
    </span>
  )
}

/** Who made it and who changed it last; nothing for a fact the server has not seen yet. */
export function Authors({ fact }: { fact: Fact }) {
  const name = usePersonName()
  const now = useNow()
  const { authorship } = recordOf(useSnapshot(useFactSession().record), fact.id)
  if (!authorship) return null
  const { createdBy, lastEditedBy, lastEditedAt } = authorship
  const when = formatMoment(lastEditedAt, now)
  if (createdBy === lastEditedBy)
    return <p>{t('fact.made.alone', { name: name(createdBy), when })}</p>
  const edited = t('fact.edited', { name: name(lastEditedBy), when })
  return <p>{`${t('fact.made', { name: name(createdBy) })}, ${edited}`}</p>
}
