import type { GateReason } from '@dateline/shared/api/contracts'
import { can } from '@dateline/shared/users/policy'
import { t } from '../i18n/translate.ts'
import { GateReasons } from '../publishing/gate-reasons.tsx'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button } from '../ui/button.tsx'
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
  return (
    <div className={css['gate']}>
      <GateReasons reasons={reasons} onGoTo={onGoTo} />
      {can(session.user, 'story.publish', access) ? (
        <Button look={reasons.length === 0 ? 'primary' : 'secondary'} onPress={onPublish}>
          {t('next.publish')}
        </Button>
      ) : (
        <p className={css['who']}>{t('gate.editorsPublish')}</p>
      )}
    </div>
  )
}
