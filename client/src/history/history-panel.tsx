import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { usePersonName } from '../accounts/people.ts'
import { formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { cx } from '../ui/cx.ts'
import { Empty, Notice } from '../ui/notice.tsx'
import { useNow } from '../ui/use-now.ts'
import { VersionSheet } from './version-sheet.tsx'
import { versionsQuery } from './versions.ts'
import panel from '../ui/panel.module.css'
import css from './history.module.css'

/** When the story was worked on and by whom; each version can be looked at and restored. */
export function HistoryPanel({ session }: { session: StorySession }) {
  const { data, error } = useQuery(versionsQuery(session.storyId))
  const [looking, setLooking] = useState<number | null>(null)
  const name = usePersonName()
  const now = useNow()
  return (
    <section className={panel['panel']} aria-label={t('history.title')}>
      {error && <Notice tone="bad">{error.message}</Notice>}
      {!data && !error && <Empty title={t('history.loading')} />}
      {data?.length === 0 && <Empty title={t('history.none')} />}
      {data && data.length > 0 && (
        <ol className={css['list']} aria-label={t('history.list')}>
          {data.toReversed().map(({ from, to, updates, authors }) => (
            <li key={from}>
              <AriaButton className={cx(css['version'])} onPress={() => setLooking(to)}>
                <span className={css['when']}>
                  {formatMoment(from, now) === formatMoment(to, now)
                    ? formatMoment(to, now)
                    : t('history.range', {
                        from: formatMoment(from, now),
                        to: formatMoment(to, now),
                      })}
                </span>
                <span className={css['who']} dir="auto">
                  {authors.map(name).join(', ')}
                </span>
                <span className={css['count']}>{t('history.updates', { count: updates })}</span>
              </AriaButton>
            </li>
          ))}
        </ol>
      )}
      {looking !== null && (
        <VersionSheet session={session} at={looking} onClose={() => setLooking(null)} />
      )}
    </section>
  )
}
