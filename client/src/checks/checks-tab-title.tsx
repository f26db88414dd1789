import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { CountedTitle } from '../ui/counted-title.tsx'
import { useOpenChecks } from './use-open-checks.ts'

/** "Checks" with how many are open, for the tab. */
export function ChecksTabTitle({ session }: { session: StorySession }) {
  const count = useOpenChecks(session).open.length
  return <CountedTitle title={t('checks.title')} name={t('checks.tab', { count })} count={count} />
}
