import { can } from '@dateline/shared/users/policy'
import { useMutation } from '@tanstack/react-query'
import { usePersonName } from '../accounts/people.ts'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { decideHeld } from '../history/versions.ts'
import { formatNumber } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { tell } from '../ui/toasts.ts'

/** Deletions that were held back, for those who may decide about them (rule H4). */
export function HeldBanner({ session }: { session: StorySession }) {
  const record = useSnapshot(session.record)
  const user = useCurrentUser()
  const name = usePersonName()
  const { tag } = useSnapshot(session.saveState)
  const decide = useMutation({
    mutationFn: ({ id, decision }: { id: string; decision: 'apply' | 'dismiss' }) =>
      decideHeld(session.storyId, id, decision),
    onError: (error) => tell(error.message, 'bad'),
  })
  if (!record || tag === 'refused') return null // whose own it is here is told by the refusal
  const held = (record.held ?? []).filter(
    ({ by }) => by === user.id || can(user, 'story.release', record.story),
  )
  return held.map(({ id, by, deleted, total, gone = 0 }) => (
    <Notice
      key={id}
      tone="warning"
      actions={
        <>
          <Button
            small
            isDisabled={decide.isPending}
            onPress={() => decide.mutate({ id, decision: 'dismiss' })}
          >
            {t(gone > 0 ? 'held.putBack' : 'held.dismiss')}
          </Button>
          <Button
            small
            isDisabled={decide.isPending}
            onPress={() => decide.mutate({ id, decision: 'apply' })}
          >
            {t(gone > 0 ? 'held.apply.spread' : 'held.apply')}
          </Button>
        </>
      }
    >
      {t(messageOf(gone > 0, by === user.id), {
        name: name(by),
        gone: formatNumber(gone),
        deleted: formatNumber(deleted),
        total: formatNumber(total),
      })}
    </Notice>
  ))
}

function messageOf(isSpread: boolean, isOwn: boolean) {
  if (isSpread) return isOwn ? 'held.theirs.spread.own' : 'held.theirs.spread'
  return isOwn ? 'held.theirs.own' : 'held.theirs'
}
