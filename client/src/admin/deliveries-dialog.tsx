import type { Delivery, Target } from '@dateline/shared/api/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import { Badge } from '../ui/badge.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { tell } from '../ui/toasts.ts'
import { useNow } from '../ui/use-now.ts'
import { SigningKey } from './signing-key.tsx'
import { deliveriesQuery, endOldKey, newKey, replay } from './targets.ts'
import css from './admin-page.module.css'

/** What a webhook was sent and what it said, with its keys and a way to send a message again. */
export function DeliveriesDialog({ target, onClose }: { target: Target; onClose: () => void }) {
  const { data, error } = useQuery(deliveriesQuery(target.id))
  const [key, setKey] = useState('')
  const rotate = useMutation({
    mutationFn: () => newKey(target.id),
    onSuccess: (made) => setKey(made ?? ''),
  })
  const end = useMutation({
    mutationFn: () => endOldKey(target.id),
    onSuccess: () => tell(t('targets.oldKey.ended'), 'good'),
  })
  if (key) return <SigningKey signingKey={key} onClose={() => setKey('')} />
  return (
    <Dialog
      isOpen
      width="48rem"
      title={t('deliveries.title', { name: target.name })}
      onClose={onClose}
      footer={
        <>
          <Button isDisabled={end.isPending} onPress={() => end.mutate()}>
            {t('targets.oldKey.end')}
          </Button>
          <Button isDisabled={rotate.isPending} onPress={() => rotate.mutate()}>
            {t('targets.newKey')}
          </Button>
        </>
      }
    >
      <div className={css['form']}>
        <p className={css['faint']}>{t('targets.rotation.hint')}</p>
        {[error, rotate.error, end.error].map(
          (one) =>
            one && (
              <Notice key={one.message} tone="bad">
                {one.message}
              </Notice>
            ),
        )}
        {data?.length === 0 && <Empty title={t('deliveries.none')} />}
        {data && data.length > 0 && (
          <ul className={css['list']}>
            {data.map((delivery) => (
              <DeliveryLine key={delivery.id} delivery={delivery} targetId={target.id} />
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  )
}

function DeliveryLine({ delivery, targetId }: { delivery: Delivery; targetId: string }) {
  const now = useNow()
  const { id, storyId, webhookId, at, tookMs, status, outcome, answer, replayedBy } = delivery
  const again = useMutation({ mutationFn: () => replay(targetId, id) })
  const isTaken = outcome === 'accepted'
  return (
    <li className={css['line']}>
      <Badge tone={isTaken ? 'approved' : 'retracted'}>{status ?? t('deliveries.noAnswer')}</Badge>
      <div className={css['who']}>
        <span>
          {formatMoment(at, now)} · {t('deliveries.took', { ms: tookMs })}
          {replayedBy && ` · ${t('deliveries.replayed')}`}
        </span>
        <span className={css['faint']}>
          {webhookId}
          {!isTaken && answer && ` · ${answer}`}
        </span>
      </div>
      {storyId && (
        <>
          <ButtonLink small href={`/stories/${storyId}`}>
            {t('deliveries.story')}
          </ButtonLink>
          <Button small isDisabled={again.isPending} onPress={() => again.mutate()}>
            <RotateCcw aria-hidden />
            {t('deliveries.replay')}
          </Button>
        </>
      )}
      {again.error && <Notice tone="bad">{again.error.message}</Notice>}
    </li>
  )
}
