import { isFromDocuments } from '@dateline/shared/facts/from-documents'
import { can } from '@dateline/shared/users/policy'
import { ChevronLeft, ChevronRight, ListChecks } from 'lucide-react'
import { useState } from 'react'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { typeName } from '../facts/fact-names.ts'
import { StatusBadge } from '../facts/status-badge.tsx'
import { t } from '../i18n/translate.ts'
import { Button, ButtonLink, IconButton } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { Empty, Notice } from '../ui/notice.tsx'
import { ApprovalCard } from './approval-card.tsx'
import { keyOf, useApprovals } from './approvals.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import css from './approvals-page.module.css'

/** What waits for an editor, over all stories, one fact at a time (rule A12). */
export function ApprovalsPage() {
  const user = useCurrentUser()
  if (can(user, 'fact.approve')) return <Queue />
  return (
    <Empty title={t('approvals.notAllowed')}>
      <ButtonLink href="/">{t('app.toDesk')}</ButtonLink>
    </Empty>
  )
}

function Queue() {
  const { data: items, error } = useApprovals()
  const [at, setAt] = useState({ key: '', index: 0 })
  const [isBulk, setBulk] = useState(false)
  if (error) return <Notice tone="bad">{error.message}</Notice>
  if (!items) return null
  // What was decided is gone from the queue: the next one takes its place.
  const found = items.findIndex((item) => keyOf(item) === at.key)
  const index = found >= 0 ? found : Math.min(at.index, items.length - 1)
  const current = items[index]
  const go = (to: number) => {
    const item = items[Math.max(0, Math.min(to, items.length - 1))]
    if (item) setAt({ key: keyOf(item), index: items.indexOf(item) })
  }
  const fromDocuments = items.filter(
    ({ fact }) => isFromDocuments(fact) && fact.status !== 'disputed' && !fact.rivals,
  )

  return (
    <main className={css['page']}>
      <title>{`${t('approvals.title')} · ${t('app.name')}`}</title>
      <header className={css['head']}>
        <h1 className={css['title']}>{t('approvals.title')}</h1>
        {current && (
          <span className={css['count']}>
            {t('approvals.count', { at: index + 1, count: items.length })}
          </span>
        )}
        <span className={css['turn']}>
          <IconButton
            small
            label={t('approvals.previous')}
            isDisabled={index <= 0}
            onPress={() => go(index - 1)}
          >
            <ChevronLeft aria-hidden className={css['arrow'] ?? ''} />
          </IconButton>
          <IconButton
            small
            label={t('approvals.next')}
            isDisabled={index >= items.length - 1}
            onPress={() => go(index + 1)}
          >
            <ChevronRight aria-hidden className={css['arrow'] ?? ''} />
          </IconButton>
        </span>
        {fromDocuments.length > 1 && (
          <Button small onPress={() => setBulk(true)}>
            <ListChecks aria-hidden />
            {t('approvals.bulk', { count: fromDocuments.length })}
          </Button>
        )}
      </header>
      {!current && (
        <Empty title={t('approvals.empty')}>
          <p>{t('approvals.empty.hint')}</p>
        </Empty>
      )}
      {current && (
        <div className={css['columns']}>
          <ol className={css['list']} aria-label={t('approvals.title')}>
            {items.map((item, nth) => (
              <li key={keyOf(item)}>
                <button
                  type="button"
                  className={cx(css['entry'])}
                  aria-current={nth === index ? 'true' : undefined}
                  onClick={() => go(nth)}
                >
                  <bdi className={css['label']}>{item.fact.label || t('fact.noLabel')}</bdi>
                  <StatusBadge status={item.fact.status} />
                  <span className={css['of']}>
                    {typeName(item.fact.type)} · <bdi>{item.story.slug || item.story.headline}</bdi>
                  </span>
                </button>
              </li>
            ))}
          </ol>
          <ApprovalCard
            key={keyOf(current)}
            item={current}
            onNext={() => go(index + 1)}
            onPrevious={() => go(index - 1)}
          />
        </div>
      )}
      {isBulk && <BulkDialog items={fromDocuments} onClose={() => setBulk(false)} />}
    </main>
  )
}
