import { storySchema } from '@dateline/shared/api/contracts'
import { actionFor, NEXT_STATUSES, type StoryStatus } from '@dateline/shared/story/story-status'
import { can } from '@dateline/shared/users/policy'
import { EllipsisVertical } from 'lucide-react'
import { useState } from 'react'
import { api } from '../api/api-client.ts'
import { ApiError } from '../api/api-error.ts'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { tell } from '../ui/toasts.ts'

interface Props {
  session: StorySession
  onPublish: () => void
}

const OUT: readonly StoryStatus[] = ['ready', 'published', 'updated', 'corrected']

/** One button that says what comes next for this story, and the other steps beside it. */
export function NextStep({ session, onPublish }: Props) {
  const record = useSnapshot(session.record)
  const [isBusy, setBusy] = useState(false)
  if (!record) return null
  const { story } = record
  const { user } = session
  const steps = NEXT_STATUSES[story.status].filter((status) => can(user, actionFor(status), story))
  const publishes = OUT.includes(story.status) && can(user, 'story.publish', story)
  const [first] = steps
  const next = publishes || !first || first === 'killed' ? null : first
  const rest = steps.filter((status) => status !== next)

  const take = async (status: StoryStatus) => {
    setBusy(true)
    try {
      await api('PATCH', `/api/stories/${session.storyId}`, storySchema, { status })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      tell(t('next.failed', { reason: error.message }), 'bad')
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      {publishes && (
        <Button look="primary" onPress={onPublish}>
          {t('next.publish')}
        </Button>
      )}
      {next && (
        <Button look="primary" isDisabled={isBusy} onPress={() => void take(next)}>
          {t(`next.${stepOf(next)}`)}
        </Button>
      )}
      {rest.length > 0 && (
        <Menu
          label={t('next.more')}
          trigger={
            <IconButton label={t('next.more')}>
              <EllipsisVertical aria-hidden />
            </IconButton>
          }
        >
          {rest.map((status) => (
            <MenuItem
              key={status}
              text={t(`next.${stepOf(status)}`)}
              danger={status === 'killed'}
              onAction={() => void take(status)}
            />
          ))}
        </Menu>
      )}
    </>
  )
}

type Step = 'draft' | 'in_edit' | 'revise' | 'legal' | 'ready' | 'killed'

/** `published` and what follows are reached by publishing, never by a step of this button. */
const stepOf = (status: StoryStatus): Step =>
  status === 'published' || status === 'updated' || status === 'corrected' ? 'ready' : status
