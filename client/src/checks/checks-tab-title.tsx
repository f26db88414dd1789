import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useOpenChecks } from './use-open-checks.ts'
import css from './checks.module.css'

/** "Checks" with how many are open, for the tab. */
export function ChecksTabTitle({ session }: { session: StorySession }) {
  const count = useOpenChecks(session).open.length
  return (
    <>
      <span className="visually-hidden">{t('checks.tab', { count })}</span>
      <span aria-hidden>
        {t('checks.title')}
        {count > 0 && <span className={css['count']}>{count}</span>}
      </span>
    </>
  )
}
