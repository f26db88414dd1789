import type { Loss } from '@dateline/shared/story/held-deletion'
import { useState } from 'react'
import { usePersonName } from '../accounts/people.ts'
import { formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useNow } from '../ui/use-now.ts'

const keyOf = (storyId: string) => `dateline/seen-loss/${storyId}`

/** Says what the server lost of the story (rule U5), until this person has seen it. */
export function LossNotice({ session }: { session: StorySession }) {
  const lost = useSnapshot(session.record)?.lost ?? []
  const name = usePersonName()
  const now = useNow()
  const [seen, setSeen] = useState(() => readSeen(session.storyId))
  if (lost.length <= seen) return null
  const words = ({ from, to, authors }: Loss) =>
    from === null || to === null
      ? t('lost.unknown')
      : t('lost.some', {
          names: authors.map(name).join(', ') || t('lost.somebody'),
          from: formatMoment(from, now),
          to: formatMoment(to, now),
        })
  return (
    <Notice
      tone="bad"
      actions={
        <Button
          small
          onPress={() => {
            localStorage.setItem(keyOf(session.storyId), String(lost.length))
            setSeen(lost.length)
          }}
        >
          {t('lost.seen')}
        </Button>
      }
    >
      {lost.slice(seen).map(words).join(' ')}
    </Notice>
  )
}

function readSeen(storyId: string): number {
  try {
    return Number(localStorage.getItem(keyOf(storyId)) ?? 0)
  } catch {
    return 0
  }
}
