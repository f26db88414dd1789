import type { Publication, Target } from '@dateline/shared/api/contracts'
import type { Outlook } from '@dateline/shared/gate/objection'
import { CalendarClock, Send } from 'lucide-react'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { plannedAt, type Plan } from './plan.ts'
import { PublicationLine } from './publication-line.tsx'
import { isOut, isPending, isWaiting } from './publications.ts'
import css from './targets.module.css'

interface Props {
  target: Target
  /** The story's to this target, the latest first. */
  publications: readonly Publication[]
  schedule: readonly Outlook[]
  plan: Plan
  isSending: boolean
  maySend: boolean
  onSend: () => void
  onAct: (publicationId: string, what: 'retry' | 'cancel') => void
  onDecide: (publication: Publication) => void
}

/** One target: what became of the story there, in words, with everything that can be done about it. */
export function TargetLine({ target, publications, schedule, plan, ...props }: Props) {
  const { isSending, maySend, onSend, onAct, onDecide } = props
  const latest = publications.find(({ state }) => state !== 'replaced')
  const isHeld = latest !== undefined && isPending(latest) && target.paused === null
  const isBusy = isSending || isHeld
  return (
    <li className={css['target']}>
      <div className={css['about']}>
        <strong>{target.name}</strong>
        <span className={css['url']}>{target.url}</span>
        {latest ? (
          <PublicationLine
            publication={latest}
            outlook={schedule.find(({ publicationId }) => publicationId === latest.id)}
          />
        ) : (
          <span className={css['note']}>{t('publish.never')}</span>
        )}
        {target.paused && (
          <Notice tone="warning">{t('publish.paused', { reason: target.paused.reason })}</Notice>
        )}
      </div>
      <div className={css['buttons']}>
        {latest && (
          <Remedies latest={latest} isDisabled={isSending} onAct={onAct} onDecide={onDecide} />
        )}
        {/* Pending rather than disabled: a disabled button loses the focus, and Escape goes nowhere. */}
        <Button look="primary" isPending={isBusy} isDisabled={!isBusy && !maySend} onPress={onSend}>
          {plannedAt(plan) === undefined ? <Send aria-hidden /> : <CalendarClock aria-hidden />}
          {isBusy ? t('publish.sending') : sendLabel(target.name, publications, plan)}
        </Button>
      </div>
    </li>
  )
}

interface RemedyProps extends Pick<Props, 'onAct' | 'onDecide'> {
  latest: Publication
  isDisabled: boolean
}

/** What a person can do about the state that it is in. */
function Remedies({ latest, isDisabled, onAct, onDecide }: RemedyProps) {
  const { id, state } = latest
  const canRetry = state === 'failed' || state === 'rejected' || state === 'altered'
  return (
    <>
      {(state === 'conflict' || state === 'altered') && (
        <Button isDisabled={isDisabled} onPress={() => onDecide(latest)}>
          {state === 'conflict' ? t('publish.decide') : t('publish.look')}
        </Button>
      )}
      {canRetry && (
        <Button isDisabled={isDisabled} onPress={() => onAct(id, 'retry')}>
          {t('publish.again')}
        </Button>
      )}
      {(isWaiting(latest) || state === 'queued') && (
        <Button isDisabled={isDisabled} onPress={() => onAct(id, 'cancel')}>
          {t('publish.cancel')}
        </Button>
      )}
    </>
  )
}

function sendLabel(target: string, publications: readonly Publication[], plan: Plan): string {
  if (plannedAt(plan) !== undefined) return t('publish.schedule', { target })
  if (!publications.some(isOut)) return t('publish.to', { target })
  return t(plan.notice === 'correction' ? 'publish.correct' : 'publish.update', { target })
}
