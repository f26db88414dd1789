import type { Target } from '@dateline/shared/api/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Globe, Pencil, PlugZap, ScrollText, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import { targetsQuery } from '../publishing/publications.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { tell } from '../ui/toasts.ts'
import { useNow } from '../ui/use-now.ts'
import { DeliveriesDialog } from './deliveries-dialog.tsx'
import { TargetDialog } from './target-dialog.tsx'
import { removeTarget, testTarget } from './targets.ts'
import css from './admin-page.module.css'

type Asking = { about: 'add' } | { about: 'edit' | 'remove' | 'log'; target: Target }

/** The sites that stories are published to. */
export function TargetAdmin() {
  const { data, error } = useQuery(targetsQuery)
  const [asking, setAsking] = useState<Asking | null>(null)
  const done = () => setAsking(null)
  return (
    <section className={css['section']} aria-label={t('admin.targets')}>
      <header className={css['head']}>
        <p>{t('targets.intro')}</p>
        <Button look="primary" onPress={() => setAsking({ about: 'add' })}>
          <Globe aria-hidden />
          {t('targets.add')}
        </Button>
      </header>
      {error && <Notice tone="bad">{error.message}</Notice>}
      {data?.length === 0 && (
        <Empty title={t('targets.none')}>
          <p>{t('targets.none.hint')}</p>
        </Empty>
      )}
      {data && data.length > 0 && (
        <ul className={css['list']}>
          {data.map((target) => (
            <TargetLine
              key={target.id}
              target={target}
              onAsk={(about) => setAsking({ about, target })}
            />
          ))}
        </ul>
      )}
      {asking?.about === 'add' && <TargetDialog target={null} onClose={done} />}
      {asking?.about === 'edit' && <TargetDialog target={asking.target} onClose={done} />}
      {asking?.about === 'log' && <DeliveriesDialog target={asking.target} onClose={done} />}
      {asking?.about === 'remove' && <RemoveDialog target={asking.target} onClose={done} />}
    </section>
  )
}

interface LineProps {
  target: Target
  onAsk: (about: 'edit' | 'remove' | 'log') => void
}

function TargetLine({ target, onAsk }: LineProps) {
  const now = useNow()
  const test = useMutation({ mutationFn: () => testTarget(target.id) })
  return (
    <li className={css['line']}>
      <div className={css['who']}>
        <strong>{target.name}</strong>
        <span className={css['faint']}>
          {t(`targets.kind.${target.kind}`)} · {target.url}{' '}
          {target.username && `· ${target.username}`}
        </span>
      </div>
      <div className={css['acts']}>
        {target.kind === 'webhook' && (
          <Button small onPress={() => onAsk('log')}>
            <ScrollText aria-hidden />
            {t('deliveries.open')}
          </Button>
        )}
        <Button small isDisabled={test.isPending} onPress={() => test.mutate()}>
          <PlugZap aria-hidden />
          {test.isPending ? t('targets.testing') : t('targets.test')}
        </Button>
        <IconButton
          small
          label={t('targets.edit', { name: target.name })}
          onPress={() => onAsk('edit')}
        >
          <Pencil aria-hidden />
        </IconButton>
        <IconButton small label={t('ui.remove')} onPress={() => onAsk('remove')}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
      {target.paused && test.data?.ok !== false && (
        <Notice tone="bad">
          {t('targets.paused', {
            when: formatMoment(target.paused.at, now),
            reason: target.paused.reason,
          })}
        </Notice>
      )}
      {test.data && <Notice tone={test.data.ok ? 'good' : 'bad'}>{test.data.message}</Notice>}
      {test.data?.warning && <Notice tone="warning">{test.data.warning}</Notice>}
      {test.error && <Notice tone="bad">{test.error.message}</Notice>}
    </li>
  )
}

function RemoveDialog({ target, onClose }: { target: Target; onClose: () => void }) {
  const remove = useMutation({
    mutationFn: () => removeTarget(target.id),
    onSuccess: () => {
      tell(t('targets.removed', { name: target.name }))
      onClose()
    },
  })
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('targets.remove.title', { name: target.name })}
      onClose={onClose}
      footer={
        <>
          <Button takesFocus onPress={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button look="danger" isDisabled={remove.isPending} onPress={() => remove.mutate()}>
            {t('ui.remove')}
          </Button>
        </>
      }
    >
      <p>{t('targets.remove.hint')}</p>
      {remove.error && <Notice tone="bad">{remove.error.message}</Notice>}
    </Dialog>
  )
}
