import { factHash } from '@dateline/shared/facts/canonical'
import type { Fact } from '@dateline/shared/facts/fact'
import type { Authorship, FactStatus } from '@dateline/shared/facts/status'
import { TriangleAlert } from 'lucide-react'
import { usePersonName } from '../accounts/people.ts'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import { recordOf } from '../sync/fact-statuses.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { useNow } from '../ui/use-now.ts'
import { allowance } from './allowed.ts'
import { DecisionDialog, useDeciding } from './decisions.tsx'
import { FactActions } from './fact-actions.tsx'
import { useFactSession, useFacts } from './fact-context.ts'
import { FactDifferences } from './fact-differences.tsx'
import { typeName } from './fact-names.ts'
import { shownFields } from './show-field.ts'
import { SourceLines } from './source-lines.tsx'
import { StatusBadge } from './status-badge.tsx'
import css from './fact-card.module.css'

export interface FactCardProps {
  fact: Fact
  status: FactStatus
  mentions: number
  onEdit: () => void
  onMention: (field: string, format: string) => void
  /** Goes to the first mention; left out where the screen cannot. */
  onGoToMention?: () => void
}

/** One fact: what it says, where it comes from, where it stands, and what may be done now. */
export function FactCard(props: FactCardProps) {
  const { fact, status, mentions, onGoToMention } = props
  const session = useFactSession()
  const user = useCurrentUser()
  const facts = useFacts()
  const record = useSnapshot(session.record)
  const deciding = useDeciding(session.storyId, fact)
  const factRecord = recordOf(record, fact.id)
  const approve = record && allowance(fact, factRecord, 'approve', user, record.story)
  const lookUp = (id: string) => facts.find((other) => other.id === id)
  const waits = approve?.tag === 'disabled' && status !== 'approved'
  return (
    <div className={css['card']}>
      <header className={css['head']}>
        <span className={css['type']}>{typeName(fact.type)}</span>
        <StatusBadge status={status} />
      </header>
      <h3 className={css['label']}>
        <bdi>{fact.label || t('fact.noLabel')}</bdi>
      </h3>
      <dl className={css['fields']}>
        {shownFields(fact, lookUp).map((field) => (
          <div key={field.key}>
            <dt>{field.name}</dt>
            <dd>
              <bdi>{field.text}</bdi>
              {field.mismatch && (
                <span className={css['mismatch']}>
                  <TriangleAlert aria-hidden /> {field.mismatch}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <SourceLines sources={fact.sources} />
      {status === 'changed' && factRecord.approval && (
        <Changed was={factRecord.approval.frozen} now={fact} facts={lookUp} />
      )}
      <History fact={fact} status={status} />
      <p className={css['meta']}>
        {mentions > 0 && onGoToMention ? (
          <button type="button" className={css['go']} onClick={onGoToMention}>
            {t('fact.mentions', { count: mentions })}
          </button>
        ) : (
          t('fact.mentions', { count: mentions })
        )}
      </p>
      <FactActions {...props} deciding={deciding} facts={lookUp} />
      {waits && <p className={css['why']}>{approve.why}</p>}
      <DecisionDialog deciding={deciding} facts={lookUp} />
    </div>
  )
}

function Changed(props: { was: Fact; now: Fact; facts: (id: string) => Fact | undefined }) {
  const titles = { was: t('fact.was'), now: t('fact.now') }
  const isOwn = factHash(props.was) !== factHash(props.now)
  return (
    <div className={css['changed']}>
      {isOwn ? <FactDifferences {...props} titles={titles} /> : t('fact.changed.dependsOn')}
    </div>
  )
}

/** Who made it, changed it, decided about it. */
function History({ fact, status }: { fact: Fact; status: FactStatus }) {
  const name = usePersonName()
  const now = useNow()
  const record = recordOf(useSnapshot(useFactSession().record), fact.id)
  const { authorship, latest, approval } = record
  const decision = status === 'changed' ? approval : latest
  const decided = { approve: 'approvedBy', dispute: 'disputedBy', retract: 'retractedBy' } as const
  return (
    <div className={css['meta']}>
      {decision && (
        <p>
          {t(`fact.${decided[decision.kind]}`, {
            name: name(decision.by),
            when: formatMoment(decision.at, now),
          })}{' '}
          {decision.note && <q dir="auto">{decision.note}</q>}
        </p>
      )}
      {authorship && <p>{authorshipWords(authorship, name, now)}</p>}
    </div>
  )
}

function authorshipWords(
  { createdBy, lastEditedBy, lastEditedAt }: Authorship,
  name: (id: string) => string,
  now: number,
): string {
  const when = formatMoment(lastEditedAt, now)
  if (createdBy === lastEditedBy) return t('fact.made.alone', { name: name(createdBy), when })
  const edited = t('fact.edited', { name: name(lastEditedBy), when })
  return `${t('fact.made', { name: name(createdBy) })}, ${edited}`
}
