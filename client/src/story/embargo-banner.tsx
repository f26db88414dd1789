import { Lock } from 'lucide-react'
import { formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { useNow } from '../ui/use-now.ts'
import css from './story-page.module.css'

/** On every screen while it lasts. The gate, not this line, is what holds the story back. */
export function EmbargoBanner({ session }: { session: StorySession }) {
  const until = useSnapshot(session.record)?.story.embargoUntil ?? null
  const now = useNow()
  if (until === null || until <= now) return null
  return (
    <p className={css['embargo']}>
      <Lock aria-hidden />
      {t('story.embargo', { when: formatMoment(until, now) })}
    </p>
  )
}
