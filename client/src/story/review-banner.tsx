import { can } from '@dateline/shared/users/policy'
import { Eye } from 'lucide-react'
import { useState } from 'react'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { api, nothing } from '../api/api-client.ts'
import { formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button } from '../ui/button.tsx'
import { tell } from '../ui/toasts.ts'
import { useNow } from '../ui/use-now.ts'
import css from './story-page.module.css'

/** The story went out through a closed gate: says so until an editor has looked again. */
export function ReviewBanner({ session }: { session: StorySession }) {
  const record = useSnapshot(session.record)?.story
  const user = useCurrentUser()
  const now = useNow()
  const [isBusy, setBusy] = useState(false)
  const due = record?.reviewDueAt ?? null
  if (!record || due === null) return null
  const done = async () => {
    setBusy(true)
    try {
      await api('PATCH', `/api/stories/${session.storyId}`, nothing, { reviewDueAt: null })
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error), 'bad')
    } finally {
      setBusy(false)
    }
  }
  const when = formatMoment(due, now)
  return (
    <p className={css['embargo']}>
      <Eye aria-hidden />
      {due < now ? t('story.review.overdue', { when }) : t('story.review', { when })}
      {can(user, 'story.publish', record) && (
        <Button small isDisabled={isBusy} onPress={() => void done()}>
          {t('story.review.done')}
        </Button>
      )}
    </p>
  )
}
