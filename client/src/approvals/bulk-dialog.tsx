import type { ApprovalItem } from '@dateline/shared/api/contracts'
import type { Fact } from '@dateline/shared/facts/fact'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { mainValues } from '../facts/main-value.ts'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { CheckList } from '../ui/check-list.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { tell } from '../ui/toasts.ts'
import { approveAll, factOf, keyOf } from './approvals.ts'
import css from './approvals-page.module.css'

interface Props {
  items: readonly ApprovalItem[]
  onClose: () => void
}

/** Several at once: only facts whose sources are all official documents (rule A12). */
export function BulkDialog({ items, onClose }: Props) {
  // What it was opened on: a fact that changes meanwhile is refused by its hash, not swapped in.
  const [shown] = useState(items)
  const [chosen, setChosen] = useState<readonly string[]>(shown.map(keyOf))
  const approve = useMutation({
    mutationFn: () => approveAll(shown.filter((item) => chosen.includes(keyOf(item)))),
    onSuccess: (refused) => {
      tell(t('approvals.bulk.done', { count: chosen.length - refused.length }), 'good')
      if (refused.length === 0) onClose()
    },
  })
  return (
    <Dialog
      isOpen
      title={t('approvals.bulk.title')}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            look="primary"
            isDisabled={chosen.length === 0 || approve.isPending || approve.isSuccess}
            onPress={() => approve.mutate()}
          >
            {t('approvals.bulk.send', { count: chosen.length })}
          </Button>
        </>
      }
    >
      <div className={css['bulk']}>
        <p>{t('approvals.bulk.hint')}</p>
        <CheckList
          label={t('approvals.bulk.facts')}
          options={shown.map((item) => ({ id: keyOf(item), label: labelOf(item) }))}
          value={chosen}
          onChange={setChosen}
        />
        {approve.error && <Notice tone="bad">{approve.error.message}</Notice>}
        {approve.data && approve.data.length > 0 && (
          <Notice tone="bad">
            {approve.data.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </Notice>
        )}
      </div>
    </Dialog>
  )
}

function labelOf(item: ApprovalItem): string {
  const related = new Map<string, Fact>(item.related.map((other) => [other.id, other as Fact]))
  const values = mainValues(factOf(item), (id) => related.get(id))
  return [item.fact.label, ...values, item.story.slug || item.story.headline].join(' · ')
}
