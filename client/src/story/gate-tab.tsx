import type { GateReason } from '@dateline/shared/api/contracts'
import { can } from '@dateline/shared/users/policy'
import { CircleCheck, CircleX } from 'lucide-react'
import { Button as PlainButton } from 'react-aria-components'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { useGate } from './use-gate.ts'
import css from './gate-tab.module.css'

interface Props {
  session: StorySession
  onPublish: () => void
  onGoTo: (place: GateReason['place']) => void
}

/** Whether the story may leave now, live; each reason leads to its place. */
export function GateTab({ session, onPublish, onGoTo }: Props) {
  const reasons = useGate(session)
  const access = useSnapshot(session.record)?.story
  if (!reasons) return null
  const mayPublish = can(session.user, 'story.publish', access)
  return (
    <section className={css['gate']} aria-label={t('gate.title')}>
      <p className={cx(css['verdict'], reasons.length === 0 ? css['open'] : css['closed'])}>
        {reasons.length === 0 ? <CircleCheck aria-hidden /> : <CircleX aria-hidden />}
        {t('gate.verdict', { count: reasons.length })}
      </p>
      <ul className={css['reasons']}>
        {reasons.map((reason) => (
          <li key={JSON.stringify(reason)}>
            <PlainButton className={cx(css['reason'])} onPress={() => onGoTo(reason.place)}>
              {reason.message}
            </PlainButton>
          </li>
        ))}
      </ul>
      {mayPublish ? (
        <Button look={reasons.length === 0 ? 'primary' : 'secondary'} onPress={onPublish}>
          {t('next.publish')}
        </Button>
      ) : (
        <p className={css['who']}>{t('gate.editorsPublish')}</p>
      )}
    </section>
  )
}
