import { factHash } from '@dateline/shared/facts/canonical'
import type { Fact } from '@dateline/shared/facts/fact'
import { lostDependencies } from '@dateline/shared/facts/fact-statuses'
import { standingDispute, type FactRecord, type FactStatus } from '@dateline/shared/facts/status'
import { ChevronDown, TriangleAlert } from 'lucide-react'
import { Fragment, useId } from 'react'
import { t } from '../i18n/translate.ts'
import { FactLinks } from '../reuse/fact-links.tsx'
import { recordOf } from '../sync/fact-statuses.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { DecisionDialog, useDeciding } from './decisions.tsx'
import { FactActions } from './fact-actions.tsx'
import { useFactSession, useFacts } from './fact-context.ts'
import { FactDetails } from './fact-details.tsx'
import { FactDifferences } from './fact-differences.tsx'
import { LastDecision } from './fact-history.tsx'
import { typeName } from './fact-names.ts'
import { mainValues } from './main-value.ts'
import { MentionList } from './mention-list.tsx'
import type { MentionPlace } from './mention-places.ts'
import { QueryNote } from './query-note.tsx'
import { RivalValues } from './rival-values.tsx'
import { factName, shownFields } from './show-field.ts'
import { StatusBadge } from './status-badge.tsx'
import { TwoSides } from './two-sides.tsx'
import css from './fact-card.module.css'

export interface FactCardProps {
  fact: Fact
  status: FactStatus
  mentions: number
  /** Shows all it knows; closed, it shows what one looks for and what needs attention. */
  isOpen: boolean
  onToggle: () => void
  onEdit: () => void
  onMention: (field: string, format: string) => void
  /** Goes to the next mention; left out where the screen cannot. */
  onGoToMention?: () => void
  /** Where it is mentioned, listed in the open card; each leads there. */
  places?: readonly MentionPlace[]
  onGoToPlace?: (place: MentionPlace) => void
}

/** One fact in a few lines: what it says, where it stands, and what may be done now. */
export function FactCard(props: FactCardProps) {
  const { fact, status, isOpen, onToggle } = props
  const session = useFactSession()
  const facts = useFacts()
  const deciding = useDeciding(session.storyId, fact)
  const record = recordOf(useSnapshot(session.record), fact.id)
  const { approval, query } = record
  const dispute = standingDispute(record)
  const canWrite = useSnapshot(session.canWrite)
  const detailsId = useId()
  const lookUp = (id: string) => facts.find((other) => other.id === id)
  const mismatches = shownFields(fact, lookUp).filter(({ mismatch }) => mismatch)
  return (
    <div className={css['card']}>
      <header className={css['summary']}>
        <div className={css['head']}>
          <h3 className={css['title']}>
            <button
              type="button"
              data-card
              className={css['toggle']}
              aria-expanded={isOpen}
              aria-controls={detailsId}
              onClick={onToggle}
            >
              <bdi>{fact.label || t('fact.noLabel')}</bdi>
              <ChevronDown aria-hidden />
            </button>
          </h3>
          <StatusBadge status={status} />
        </div>
        <p className={css['value']}>
          <span className={css['type']}>{typeName(fact.type)}</span>
          {mainValues(fact, lookUp).map((value) => (
            <Fragment key={value}>
              {' · '}
              <bdi>{value}</bdi>
            </Fragment>
          ))}
        </p>
      </header>
      {mismatches.map(({ key, mismatch }) => (
        <p key={key} className={css['mismatch']}>
          <TriangleAlert aria-hidden /> {mismatch}
        </p>
      ))}
      <RivalValues fact={fact} facts={lookUp} />
      {dispute && <TwoSides fact={fact} dispute={dispute} facts={lookUp} />}
      <FactLinks fact={fact} facts={lookUp} isOpen={isOpen} />
      {query && (!query.answer || isOpen) && (
        <QueryNote storyId={session.storyId} fact={fact} query={query} canAnswer={canWrite} />
      )}
      {status === 'changed' && approval && (
        <Changed was={approval.frozen} now={fact} facts={lookUp} />
      )}
      <div id={detailsId} hidden={!isOpen}>
        {isOpen && <FactDetails fact={fact} facts={lookUp} />}
        {isOpen && props.places && props.onGoToPlace && (
          <MentionList places={props.places} onGoTo={props.onGoToPlace} />
        )}
      </div>
      <div className={css['foot']}>
        <Meta {...props} />
        <FactActions {...props} deciding={deciding} facts={lookUp} />
      </div>
      <DecisionDialog deciding={deciding} facts={lookUp} dispute={dispute} />
    </div>
  )
}

function Changed(props: { was: Fact; now: Fact; facts: (id: string) => Fact | undefined }) {
  const titles = { was: t('fact.was'), now: t('fact.now') }
  const isOwn = factHash(props.was) !== factHash(props.now)
  const because = useBecause(props.now, props.facts)
  return (
    <div className={css['changed']}>
      {isOwn && <FactDifferences {...props} titles={titles} />}
      {because && <p>{t('fact.changed.because', { names: because })}</p>}
    </div>
  )
}

/** The facts it rests on that have lost their approval, by name; undefined when none has. */
function useBecause(fact: Fact, facts: (id: string) => Fact | undefined): string | undefined {
  const session = useFactSession()
  const statuses = useSnapshot(session.factStatuses)
  const decided = Object.entries(useSnapshot(session.record)?.facts ?? {}) as [string, FactRecord][]
  const lost = lostDependencies(fact, statuses, new Map(decided))
  return lost.length === 0 ? undefined : lost.map((id) => factName(id, facts)).join(', ')
}

/** Who decided, how many sources, how often mentioned: one line. */
function Meta({ fact, status, mentions, onGoToMention }: FactCardProps) {
  return (
    <p className={css['meta']}>
      <LastDecision fact={fact} status={status} />
      <span>{t('fact.sources', { count: fact.sources.length })}</span>
      {mentions > 0 && onGoToMention ? (
        <button type="button" className={css['go']} onClick={onGoToMention}>
          {t('fact.mentions', { count: mentions })}
        </button>
      ) : (
        <span>{t('fact.mentions', { count: mentions })}</span>
      )}
    </p>
  )
}
