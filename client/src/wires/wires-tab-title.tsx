import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { CountedTitle } from '../ui/counted-title.tsx'
import { urgent, useWires } from './use-wires.ts'

/** "Wires" with how many claims ask for somebody, for the tab. */
export function WiresTabTitle({ session }: { session: StorySession }) {
  const count = urgent(useWires(session))
  return <CountedTitle title={t('wires.title')} name={t('wires.tab', { count })} count={count} />
}
