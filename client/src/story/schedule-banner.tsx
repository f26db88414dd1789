import { can } from '@dateline/shared/users/policy'
import { CalendarClock, CalendarX2 } from 'lucide-react'
import { formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import { useSchedule } from '../publishing/use-schedule.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { useNow } from '../ui/use-now.ts'
import lead from '../ui/lead-words.module.css'
import css from './schedule-banner.module.css'

interface Props {
  session: StorySession
  /** Opens the sheet where it is mended. */
  onPublish: () => void
}

/** When the story goes out by itself, and at once when it could not as things stand (rule PS8). */
export function ScheduleBanner({ session, onPublish }: Props) {
  const now = useNow()
  // Once its time has come it goes out, or is missed and rings (PS2); neither is ahead any more.
  const schedule = useSchedule(session).filter(({ at }) => at > now)
  const access = useSnapshot(session.record)?.story
  if (schedule.length === 0) return null
  return schedule.map(({ publicationId, target, at, objection }) => {
    const words = { target, when: formatMoment(at, now) }
    return (
      <div
        key={publicationId}
        className={cx(css['line'], objection !== undefined && css['held'])}
        {...(objection !== undefined && { role: 'alert' })}
      >
        {objection === undefined ? <CalendarClock aria-hidden /> : <CalendarX2 aria-hidden />}
        <span className={lead['words']}>
          <strong>{t(objection === undefined ? 'story.scheduled' : 'story.held', words)}</strong>
          {objection !== undefined && <span>{objection}</span>}
        </span>
        {objection !== undefined && can(session.user, 'story.publish', access) && (
          <Button small onPress={onPublish}>
            {t('story.held.open')}
          </Button>
        )}
      </div>
    )
  })
}
