import { useMemo } from 'react'
import { markAllSeen, unseenMentions } from '../editor/mention/unseen-mentions.ts'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button } from '../ui/button.tsx'
import css from './story-page.module.css'

/** Says how many mentions changed under the desk's hands, until somebody has looked (rule M3). */
export function UnseenBar({ session }: { session: StorySession }) {
  const source = useMemo(() => unseenMentions(session), [session])
  const unseen = useSnapshot(source)
  const canWrite = useSnapshot(session.canWrite)
  if (unseen.length === 0) return null
  return (
    <div className={css['unseen']}>
      <output>{t('story.unseen', { count: unseen.length })}</output>
      <div className={css['unseenActions']}>
        <Button
          small
          look="quiet"
          onPress={() =>
            document
              .querySelector('.mention[data-glow]')
              ?.scrollIntoView({ block: 'center', behavior: 'smooth' })
          }
        >
          {t('story.unseen.show')}
        </Button>
        {canWrite && (
          <Button small onPress={() => markAllSeen(session, unseen)}>
            {t('story.unseen.mark')}
          </Button>
        )}
      </div>
    </div>
  )
}
