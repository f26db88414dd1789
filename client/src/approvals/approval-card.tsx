import type { ApprovalItem } from '@dateline/shared/api/contracts'
import type { Fact } from '@dateline/shared/facts/fact'
import { judge, standingDispute } from '@dateline/shared/facts/status'
import { Check, MessageCircleQuestion, Split, TriangleAlert } from 'lucide-react'
import { usePolicy } from '../accounts/newsroom-policy.ts'
import { usePersonName } from '../accounts/people.ts'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { inWords } from '../facts/allowed.ts'
import { DecisionDialog, useDeciding } from '../facts/decisions.tsx'
import { FactDifferences } from '../facts/fact-differences.tsx'
import { typeName } from '../facts/fact-names.ts'
import { QueryNote } from '../facts/query-note.tsx'
import { shownFields } from '../facts/show-field.ts'
import { SourceLines } from '../facts/source-lines.tsx'
import { StatusBadge } from '../facts/status-badge.tsx'
import { TwoSides } from '../facts/two-sides.tsx'
import { formatDistance, formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { useNow } from '../ui/use-now.ts'
import { factOf, recordOf, refreshApprovals } from './approvals.ts'
import { MentionLines } from './mention-lines.tsx'
import { useQueueKeys } from './use-queue-keys.ts'
import css from './approval-card.module.css'

interface Props {
  item: ApprovalItem
  onNext: () => void
  onPrevious: () => void
}

/** One fact with all it takes to decide: value, what changed, sources, where the copy has it. */
export function ApprovalCard({ item, onNext, onPrevious }: Props) {
  const { story, fact: served, editedAt } = item
  const fact = factOf(item)
  const record = recordOf(item)
  const dispute = standingDispute(record)
  const deciding = useDeciding(story.id, fact, () => void refreshApprovals())
  const related = new Map<string, Fact>(item.related.map((other) => [other.id, other as Fact]))
  const facts = (id: string) => related.get(id)
  const why = useWhyNot(item)
  const name = usePersonName()
  const now = useNow()
  const was = record.approval?.frozen
  const isBusy = deciding.state.tag === 'sending'

  const approve = () => {
    if (why || isBusy) return
    if (served.status === 'disputed') deciding.ask('approve')
    else deciding.send('approve')
  }
  useQueueKeys({
    a: approve,
    q: () => deciding.ask('query'),
    d: () => deciding.ask('dispute'),
    j: onNext,
    k: onPrevious,
  })

  return (
    <article className={css['card']} aria-label={served.label || t('fact.noLabel')}>
      <div className={css['scroll']}>
        <p className={css['story']}>
          <a href={`/stories/${story.id}`}>
            <bdi>{story.headline || story.slug || t('approvals.untitled')}</bdi>
          </a>
          {item.goesOut !== null && (
            <span> · {t('approvals.goesOut', { when: formatDistance(item.goesOut, now) })}</span>
          )}
          {story.deadline !== null && (
            <span> · {t('approvals.deadline', { when: formatDistance(story.deadline, now) })}</span>
          )}
        </p>
        <div className={css['head']}>
          <h2 className={css['label']}>
            <bdi>{served.label || t('fact.noLabel')}</bdi>
          </h2>
          <StatusBadge status={served.status} />
        </div>
        <p className={css['meta']}>
          {typeName(served.type)}
          {served.lastEditedBy && editedAt !== null && (
            <>
              {' · '}
              {t('fact.edited', {
                name: name(served.lastEditedBy),
                when: formatMoment(editedAt, now),
              })}
            </>
          )}
        </p>
        <dl className={css['fields']}>
          {shownFields(fact, facts).map(({ key, name: field, text, mismatch }) => (
            <div key={key}>
              <dt>{field}</dt>
              <dd>
                <bdi>{text}</bdi>
                {mismatch && (
                  <p className={css['mismatch']}>
                    <TriangleAlert aria-hidden /> {mismatch}
                  </p>
                )}
              </dd>
            </div>
          ))}
        </dl>
        {fact.rivals && (
          <p className={css['torn']}>
            <Split aria-hidden /> {t('approvals.torn')}
          </p>
        )}
        {dispute && <TwoSides fact={fact} dispute={dispute} facts={facts} />}
        {record.latest?.kind === 'dispute' && record.latest.note && (
          <p className={css['meta']}>
            {t('fact.disputedBy', {
              name: name(record.latest.by),
              when: formatMoment(record.latest.at, now),
            })}
            : <q dir="auto">{record.latest.note}</q>
          </p>
        )}
        {was && served.approval?.hash !== served.hash && (
          <section aria-label={t('approvals.since')}>
            <h3 className={css['section']}>{t('approvals.since')}</h3>
            <FactDifferences
              was={was}
              now={fact}
              facts={facts}
              titles={{ was: t('fact.was'), now: t('fact.now') }}
            />
          </section>
        )}
        {served.query && (
          <QueryNote storyId={story.id} fact={fact} query={served.query} canAnswer={false} />
        )}
        <div>
          <h3 className={css['section']}>{t('source.title')}</h3>
          <SourceLines sources={fact.sources} withWords />
        </div>
        <MentionLines mentions={item.mentions} language={story.language} />
      </div>
      <footer className={css['foot']}>
        <DecisionDialog deciding={deciding} facts={facts} dispute={dispute} />
        {why && <p className={css['why']}>{why}</p>}
        <div className={css['acts']}>
          <Button look="primary" isDisabled={Boolean(why) || isBusy} onPress={approve}>
            <Check aria-hidden />
            {t('decide.approve')}
            <kbd>A</kbd>
          </Button>
          <Button onPress={() => deciding.ask('query')}>
            <MessageCircleQuestion aria-hidden />
            {t('approvals.query')}
            <kbd>Q</kbd>
          </Button>
          <Button onPress={() => deciding.ask('dispute')}>
            <Split aria-hidden />
            {t('decide.dispute')}
            <kbd>D</kbd>
          </Button>
          <ButtonLink look="quiet" href={`/stories/${story.id}`}>
            {t('approvals.open')}
          </ButtonLink>
        </div>
      </footer>
    </article>
  )
}

/** Why it cannot be approved as it stands; the same rules that the server asks. */
function useWhyNot(item: ApprovalItem): string | undefined {
  const user = useCurrentUser()
  const policy = usePolicy()
  const fact = factOf(item)
  const request = { kind: 'approve', hash: item.fact.hash, note: '-' } as const
  const judged = judge(fact, recordOf(item), { ...request, by: user.id, role: user.role }, policy)
  return judged.ok ? undefined : inWords(judged.error, fact)
}
