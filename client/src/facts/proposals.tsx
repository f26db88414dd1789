import type { Proposal } from '@dateline/shared/facts/extract/proposal'
import { Check, X } from 'lucide-react'
import { t } from '../i18n/translate.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useFactSession } from './fact-context.ts'
import { typeName } from './fact-names.ts'
import { useTaking } from './use-taking.ts'
import css from './proposals.module.css'

/** What import found and nobody has decided: the words it stands on, how sure the rules are. */
export function Proposals() {
  const session = useFactSession()
  const canWrite = useSnapshot(session.canWrite)
  const entries = useSnapshot(session.story.proposals)
  const { state, take, dismiss } = useTaking(session)
  if (entries.length === 0) return null
  const isWaiting = state.tag === 'sending' || state.tag === 'offline'
  return (
    <section className={css['proposals']} aria-labelledby="proposals-title">
      <header className={css['head']}>
        <h3 id="proposals-title">{t('proposal.title', { count: entries.length })}</h3>
        {canWrite && (
          <span className={css['buttons']}>
            <Button small look="quiet" isDisabled={isWaiting} onPress={() => take('reject', 'all')}>
              {t('proposal.rejectAll')}
            </Button>
            <Button
              small
              look="primary"
              isDisabled={isWaiting}
              onPress={() => take('accept', 'all')}
            >
              {t('proposal.acceptAll')}
            </Button>
          </span>
        )}
      </header>
      {state.tag === 'refused' && (
        <Notice
          tone="bad"
          actions={
            <Button small onPress={dismiss}>
              {t('ui.dismiss')}
            </Button>
          }
        >
          {state.message}
        </Notice>
      )}
      <output className={css['hint']}>
        {t(state.tag === 'offline' ? 'proposal.offline' : 'proposal.hint')}
      </output>
      <ul className={css['list']}>
        {entries.map(({ proposal }) => (
          <Line
            key={proposal.id}
            proposal={proposal}
            isWaiting={isWaiting}
            {...(canWrite && {
              onAccept: () => take('accept', [proposal.id]),
              onReject: () => take('reject', [proposal.id]),
            })}
          />
        ))}
      </ul>
    </section>
  )
}

interface LineProps {
  proposal: Proposal
  isWaiting: boolean
  onAccept?: () => void
  onReject?: () => void
}

function Line({ proposal, isWaiting, onAccept, onReject }: LineProps) {
  const { label, type, span, spans, confidence } = proposal
  return (
    <li className={css['line']}>
      <div className={css['words']}>
        <span className={css['type']}>
          {typeName(type)} · {t('proposal.sure', { percent: Math.round(confidence * 100) })}
          {spans.length > 1 && ` · ${t('proposal.places', { count: spans.length })}`}
        </span>
        <strong>
          <bdi>{label}</bdi>
        </strong>
        {span.text !== label && (
          <q className={css['span']}>
            <bdi>{span.text}</bdi>
          </q>
        )}
      </div>
      {onAccept && onReject && (
        <span className={css['buttons']}>
          <IconButton
            small
            label={t('proposal.reject.one', { label })}
            isDisabled={isWaiting}
            onPress={onReject}
          >
            <X aria-hidden />
          </IconButton>
          <Button
            small
            isDisabled={isWaiting}
            aria-label={t('proposal.accept.one', { label })}
            onPress={onAccept}
          >
            <Check aria-hidden />
            {t('proposal.accept')}
          </Button>
        </span>
      )}
    </li>
  )
}
