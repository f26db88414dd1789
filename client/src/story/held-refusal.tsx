import { useMutation, useQuery } from '@tanstack/react-query'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { decideHeld, heldQuery } from '../history/versions.ts'
import { formatNumber } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { tell } from '../ui/toasts.ts'

interface Props {
  session: StorySession
  /** Joins again with what this device has. */
  onJoin: () => void
  /** Puts this device's words aside and starts from the server's. */
  onTakeBack: () => void
}

/** One's own deletion was held back: carry it out after all, or take the text back (rule H4). */
export function HeldRefusal({ session, onJoin, onTakeBack }: Props) {
  const user = useCurrentUser()
  const { data, isFetched } = useQuery({ ...heldQuery(session.storyId), refetchInterval: 2_000 })
  const held = data?.find(({ by }) => by === user.id)
  const decide = useMutation({
    mutationFn: async (decision: 'apply' | 'dismiss') => {
      if (held) await decideHeld(session.storyId, held.id, decision)
      return decision
    },
    onSuccess: (decision) => (decision === 'apply' ? onJoin() : onTakeBack()),
    onError: (error) => tell(error.message, 'bad'),
  })
  const isGone = isFetched && !held
  const gone = held?.gone ?? 0
  return (
    <Notice
      tone="bad"
      actions={
        <>
          <Button
            small
            look="primary"
            isDisabled={decide.isPending}
            onPress={() => decide.mutate('dismiss')}
          >
            {t(gone > 0 ? 'held.yours.putBack' : 'held.yours.dismiss')}
          </Button>
          {isGone ? (
            <Button small onPress={onJoin}>
              {t('ui.retry')}
            </Button>
          ) : (
            <Button
              small
              isDisabled={!held || decide.isPending}
              onPress={() => decide.mutate('apply')}
            >
              {t('held.yours.apply')}
            </Button>
          )}
        </>
      }
    >
      {held
        ? t(gone > 0 ? 'held.yours.spread' : 'held.yours', {
            gone: formatNumber(gone),
            deleted: formatNumber(held.deleted),
            total: formatNumber(held.total),
          })
        : t(isGone ? 'held.gone' : 'save.why.mass-deletion')}
    </Notice>
  )
}
