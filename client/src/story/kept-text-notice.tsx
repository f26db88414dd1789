import { useState } from 'react'
import { t } from '../i18n/translate.ts'
import { forgetText, keptText } from '../sync/kept-text.ts'
import type { StorySession } from '../sync/story-session.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { copyText } from './refusal-notice.tsx'

/** Offers the text that was put aside when the person started again. */
export function KeptTextNotice({ session }: { session: StorySession }) {
  const { storyId, user } = session
  const [text, setText] = useState(() => keptText(user.id, storyId))
  if (text === null) return null
  return (
    <Notice
      tone="warning"
      actions={
        <>
          <Button small onPress={() => void copyText(text)}>
            {t('save.copy')}
          </Button>
          <Button
            small
            onPress={() => {
              forgetText(user.id, storyId)
              setText(null)
            }}
          >
            {t('save.forget')}
          </Button>
        </>
      }
    >
      {t('save.aside')}
    </Notice>
  )
}
