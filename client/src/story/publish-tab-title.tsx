import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useGate } from './use-gate.ts'
import css from './side-panel.module.css'

/** "Publish" with how many reasons hold the story back, whatever tab is open. */
export function PublishTabTitle({ session }: { session: StorySession }) {
  const count = useGate(session)?.length ?? 0
  if (count === 0) return t('story.panel.publish')
  return (
    <>
      <span className="visually-hidden">{t('story.panel.publish.closed', { count })}</span>
      <span aria-hidden>
        {t('story.panel.publish')}
        <span className={css['count']}>{count}</span>
      </span>
    </>
  )
}
