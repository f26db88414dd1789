import type { GateReason } from '@dateline/shared/api/contracts'
import { can } from '@dateline/shared/users/policy'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { t } from '../i18n/translate.ts'
import { useGate } from '../story/use-gate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Sheet } from '../ui/dialog.tsx'
import { GateReasons } from './gate-reasons.tsx'
import { Preview } from './preview.tsx'
import { TakeOut } from './take-out.tsx'
import { Targets } from './targets.tsx'
import css from './publish-sheet.module.css'

interface Props {
  session: StorySession
  isOpen: boolean
  onClose: () => void
  /** Goes to what a reason names, and away from the sheet. */
  onGoTo: (place: GateReason['place']) => void
}

/** The last look before a story leaves: what holds it, how it reads, where it goes, what became of it. */
export function PublishSheet({ session, isOpen, onClose, onGoTo }: Props) {
  return (
    <Sheet title={t('publish.title')} width="44rem" isOpen={isOpen} onClose={onClose}>
      <Content session={session} onGoTo={onGoTo} />
    </Sheet>
  )
}

function Content({ session, onGoTo }: Pick<Props, 'session' | 'onGoTo'>) {
  const user = useCurrentUser()
  const record = useSnapshot(session.record)
  const reasons = useGate(session)
  if (!record || !reasons) return <p>{t('publish.waiting')}</p>
  const isOpen = reasons.length === 0
  const mayPublish = can(user, 'story.publish', record.story)
  return (
    <div className={css['content']}>
      <GateReasons reasons={reasons} onGoTo={onGoTo} />
      {mayPublish ? (
        <Targets storyId={session.storyId} access={record.story} isGateOpen={isOpen} />
      ) : (
        <p className={css['note']}>{t('publish.editorsOnly')}</p>
      )}
      {can(user, 'story.export', record.story) && (
        <>
          <Preview storyId={session.storyId} isDraft={!isOpen} version={record.story.version} />
          <TakeOut storyId={session.storyId} isDraft={!isOpen} />
        </>
      )}
    </div>
  )
}
