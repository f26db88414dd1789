import { useEffect, useState } from 'react'
import { forgetSession } from '../accounts/session.ts'
import { isMessageKey, t } from '../i18n/translate.ts'
import { keepText } from '../sync/kept-text.ts'
import type { SaveState } from '../sync/save-state.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { tell } from '../ui/toasts.ts'
import { HeldRefusal } from './held-refusal.tsx'

interface Props {
  session: StorySession
  onStartAgain: () => void
}

/** Reasons after which this device's copy would be turned down again. */
const NEEDS_NEW_COPY = [
  'foreign-author',
  'bad-message',
  'too-large',
  'unreadable',
  'read-only',
  'other-epoch',
]

/** Why the server will not take this tab's words, and what the person can do with them. */
export function RefusalNotice({ session, onStartAgain }: Props) {
  const state = useSnapshot(session.saveState)

  const reason = reasonOf(state)
  const [isCopied, setIsCopied] = useState(false)

  const startAgain = async () => {
    // The text moves aside before the copy goes, so that no order of failures can lose it.
    if (!keepText(session.user.id, session.storyId, session.plainText())) {
      tell(t('save.copyFailed'), 'bad')
      return
    }
    await session.discardCopy()
    onStartAgain()
  }

  useEffect(() => {
    // Nothing here may be mixed into what the server has now; it is offered to its person there.
    if (reason === 'other-epoch') void startAgain()
    if (reason === 'stale-client') void copyQuietly(session.plainText()).then(setIsCopied)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for a refusal
  }, [reason])

  if (reason === null || (state.tag !== 'refused' && state.tag !== 'outOfDate')) return null
  const hasText = session.plainText().trim() !== ''
  if (reason === 'mass-deletion') {
    return (
      <HeldRefusal session={session} onJoin={onStartAgain} onTakeBack={() => void startAgain()} />
    )
  }

  return (
    <Notice
      tone="bad"
      actions={
        <>
          {hasText && (
            <Button small onPress={() => void copyText(session.plainText())}>
              {t('save.copy')}
            </Button>
          )}
          {reason === 'signed-out' && (
            <Button small look="primary" onPress={forgetSession}>
              {t('save.signIn')}
            </Button>
          )}
          {reason === 'stale-client' && (
            <Button small look="primary" onPress={() => location.reload()}>
              {t('ui.reload')}
            </Button>
          )}
          {reason === 'too-fast' && (
            <Button small look="primary" onPress={onStartAgain}>
              {t('ui.retry')}
            </Button>
          )}
          {NEEDS_NEW_COPY.includes(reason) && (
            <Button small onPress={() => void startAgain()}>
              {t('save.startAgain')}
            </Button>
          )}
        </>
      }
    >
      {isCopied ? t('save.outOfDate.copied') : why(reason)}{' '}
      {hasText && t('save.kept', { count: state.changes })}
    </Notice>
  )
}

const reasonOf = (state: SaveState): string | null => {
  if (state.tag === 'outOfDate') return 'stale-client'
  return state.tag === 'refused' ? state.reason : null
}

/** @returns whether the browser allowed it, which it may do only after a person's act */
async function copyQuietly(text: string): Promise<boolean> {
  if (text.trim() === '') return false
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

function why(reason: string): string {
  const key = `save.why.${reason}`
  return isMessageKey(key) && key.startsWith('save.why.') && key !== 'save.why.other'
    ? t(key as 'save.why.signed-out')
    : t('save.why.other', { reason: reason || '—' })
}

export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    tell(t('save.copied'), 'good')
  } catch {
    tell(t('save.copyFailed'), 'bad')
  }
}
