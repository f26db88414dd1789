import { useState } from 'react'
import { useParams } from 'react-router'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/notice.tsx'
import { RefusalNotice } from './refusal-notice.tsx'
import { StoryRoom } from './story-room.tsx'
import { useStorySession } from './use-story-session.ts'
import css from './story-page.module.css'

/** `/stories/:id` */
export function StoryPage() {
  const { id = '' } = useParams()
  const [run, setRun] = useState(0)
  // A new key is a new session: another story, or the same one begun again after a refusal.
  return <Story key={`${id} ${run}`} storyId={id} onStartAgain={() => setRun(run + 1)} />
}

function Story({ storyId, onStartAgain }: { storyId: string; onStartAgain: () => void }) {
  const session = useStorySession(storyId, useCurrentUser())
  return session && <Opened session={session} onStartAgain={onStartAgain} />
}

function Opened({ session, onStartAgain }: { session: StorySession; onStartAgain: () => void }) {
  const hasContent = useSnapshot(session.hasContent)
  const { tag } = useSnapshot(session.saveState)
  if (hasContent) return <StoryRoom session={session} onStartAgain={onStartAgain} />
  return (
    <main className={css['waiting']}>
      {tag === 'refused' || tag === 'outOfDate' ? (
        <RefusalNotice session={session} onStartAgain={onStartAgain} />
      ) : (
        <Empty title={t(tag === 'offline' ? 'story.notHere' : 'story.loading')} />
      )}
      <ButtonLink href="/">{t('story.back')}</ButtonLink>
    </main>
  )
}
