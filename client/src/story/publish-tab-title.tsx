import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { CountedTitle } from '../ui/counted-title.tsx'
import { useGate } from './use-gate.ts'

/** "Publish" with how many reasons hold the story back, whatever tab is open. */
export function PublishTabTitle({ session }: { session: StorySession }) {
  const count = useGate(session)?.length ?? 0
  const name = t('story.panel.publish.closed', { count })
  return <CountedTitle title={t('story.panel.publish')} name={name} count={count} />
}
