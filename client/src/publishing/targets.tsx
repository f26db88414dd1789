import type { Publication, Target } from '@dateline/shared/api/contracts'
import { can, type StoryAccess } from '@dateline/shared/users/policy'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useState } from 'react'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { t } from '../i18n/translate.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { Switch } from '../ui/switch.tsx'
import { TextField } from '../ui/text-field.tsx'
import { PublicationLine } from './publication-line.tsx'
import {
  isConflict,
  isPending,
  publicationsQuery,
  publish,
  retry,
  targetsQuery,
} from './publications.ts'
import css from './targets.module.css'

const REASON_MIN = 10 // characters

interface Props {
  storyId: string
  access: StoryAccess
  isGateOpen: boolean
}

/** Where a story can go, what became of it there, and the button that sends it. */
export function Targets({ storyId, access, isGateOpen }: Props) {
  const user = useCurrentUser()
  const cache = useQueryClient()
  const targets = useQuery(targetsQuery)
  const publications = useQuery(publicationsQuery(storyId))
  const [overrides, setOverrides] = useState(false)
  const [reason, setReason] = useState('')
  const isOverride = overrides && !isGateOpen
  const refresh = () => cache.invalidateQueries({ queryKey: publicationsQuery(storyId).queryKey })
  const send = useMutation({
    mutationFn: (target: string) =>
      publish(storyId, target, isOverride ? reason.trim() : undefined),
    onSettled: refresh,
  })
  const again = useMutation({
    mutationFn: (publication: string) => retry(storyId, publication),
    onSettled: refresh,
  })
  if (targets.error) return <Notice tone="bad">{targets.error.message}</Notice>
  if (!targets.data) return null
  if (targets.data.length === 0) return <NoTargets isAdmin={can(user, 'targets.manage')} />
  const maySend = isGateOpen || (isOverride && reason.trim().length >= REASON_MIN)
  return (
    <section className={css['targets']} aria-labelledby="targets-title">
      <h3 id="targets-title">{t('publish.targets')}</h3>
      {!isGateOpen &&
        (can(user, 'story.override', access) ? (
          <Override isOn={overrides} onToggle={setOverrides} reason={reason} onReason={setReason} />
        ) : (
          <p className={css['note']}>{t('publish.override.author')}</p>
        ))}
      {send.error && <Notice tone="bad">{send.error.message}</Notice>}
      {again.error && <Notice tone="bad">{again.error.message}</Notice>}
      {publications.error && <Notice tone="bad">{publications.error.message}</Notice>}
      <ul className={css['list']}>
        {targets.data.map((target) => (
          <TargetLine
            key={target.id}
            target={target}
            publications={publications.data?.filter((one) => one.target.id === target.id) ?? []}
            isSending={send.isPending && send.variables === target.id}
            maySend={maySend && !send.isPending}
            onSend={() => send.mutate(target.id)}
            onRetry={(publication) => again.mutate(publication)}
          />
        ))}
      </ul>
    </section>
  )
}

interface LineProps {
  target: Target
  /** The story's to this target, the latest first. */
  publications: readonly Publication[]
  isSending: boolean
  maySend: boolean
  onSend: () => void
  onRetry: (publicationId: string) => void
}

function TargetLine({ target, publications, ...props }: LineProps) {
  const { isSending, maySend, onSend, onRetry } = props
  const [latest] = publications
  const isBusy = isSending || (latest !== undefined && isPending(latest))
  return (
    <li className={css['target']}>
      <div className={css['about']}>
        <strong>{target.name}</strong>
        <span className={css['url']}>{target.url}</span>
        {latest ? (
          <PublicationLine publication={latest} />
        ) : (
          <span className={css['note']}>{t('publish.never')}</span>
        )}
      </div>
      <div className={css['buttons']}>
        {latest?.state === 'failed' && (
          <Button
            look={isConflict(latest) ? 'danger' : 'secondary'}
            isDisabled={isSending}
            onPress={() => onRetry(latest.id)}
          >
            {isConflict(latest) ? t('publish.overwrite') : t('publish.again')}
          </Button>
        )}
        {/* Pending rather than disabled: a disabled button loses the focus, and Escape goes nowhere. */}
        <Button look="primary" isPending={isBusy} isDisabled={!isBusy && !maySend} onPress={onSend}>
          <Send aria-hidden />
          {isBusy ? t('publish.sending') : sendLabel(target.name, publications)}
        </Button>
      </div>
    </li>
  )
}

function sendLabel(target: string, publications: readonly Publication[]): string {
  const isThere = publications.some(({ state }) => state === 'confirmed')
  return t(isThere ? 'publish.update' : 'publish.to', { target })
}

interface OverrideProps {
  isOn: boolean
  onToggle: (on: boolean) => void
  reason: string
  onReason: (reason: string) => void
}

function Override({ isOn, onToggle, reason, onReason }: OverrideProps) {
  const isShort = reason !== '' && reason.trim().length < REASON_MIN
  return (
    <div className={css['override']}>
      <Switch isSelected={isOn} onChange={onToggle}>
        {t('publish.override')}
      </Switch>
      {isOn && (
        <TextField
          multiline
          takesFocus
          label={t('publish.override.reason')}
          description={t('publish.override.hint')}
          value={reason}
          onChange={onReason}
          maxLength={2_000}
          error={isShort ? t('publish.override.short') : undefined}
        />
      )}
    </div>
  )
}

function NoTargets({ isAdmin }: { isAdmin: boolean }) {
  return (
    <Empty title={t('publish.noTargets')}>
      {isAdmin ? (
        <ButtonLink href="/admin/targets">{t('publish.noTargets.admin')}</ButtonLink>
      ) : (
        <p>{t('publish.noTargets.ask')}</p>
      )}
    </Empty>
  )
}
