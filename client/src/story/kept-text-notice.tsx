import { fieldText } from '@dateline/shared/story/story-text'
import { useState } from 'react'
import * as Y from 'yjs'
import { t } from '../i18n/translate.ts'
import { forgetText, keptText } from '../sync/kept-text.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { copyText } from './refusal-notice.tsx'
import css from './kept-text-notice.module.css'

/**
 * Offers what was put aside when the person started again, as far as the story does not have it:
 * each paragraph to be put in, all of it to be copied. Nothing gets into the story by itself.
 */
export function KeptTextNotice({ session }: { session: StorySession }) {
  const { storyId, user } = session
  const [kept, setKept] = useState(() => keptText(user.id, storyId))
  const canWrite = useSnapshot(session.canWrite)
  useSnapshot(session.text)
  if (kept === null) return null
  const missing = missingFrom(session, kept)
  if (missing.length === 0) return null
  return (
    <Notice
      tone="warning"
      actions={
        <>
          <Button small onPress={() => void copyText(missing.join('\n\n'))}>
            {t('save.copy')}
          </Button>
          <Button
            small
            onPress={() => {
              forgetText(user.id, storyId)
              setKept(null)
            }}
          >
            {t('save.forget')}
          </Button>
        </>
      }
    >
      {t('aside.title')}
      <ul className={css['list']}>
        {missing.map((paragraph) => (
          <li key={paragraph} className={css['paragraph']}>
            <span className={css['words']} dir="auto">
              {paragraph}
            </span>
            {canWrite && (
              <Button small onPress={() => insert(session, paragraph)}>
                {t('aside.insert')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** Paragraphs that no field of the story has, each once. */
function missingFrom({ story }: StorySession, kept: string): readonly string[] {
  const has = (['headline', 'standfirst', 'body'] as const).map((field) => fieldText(story, field))
  const known = new Set(has.flatMap((text) => text.split('\n\n')).map((text) => text.trim()))
  const paragraphs = kept.split('\n\n').map((text) => text.trim())
  return [...new Set(paragraphs)].filter((text) => text !== '' && !known.has(text))
}

function insert({ doc, story, origin }: StorySession, words: string): void {
  doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(words)])
    story.text('body').push([paragraph])
  }, origin)
}
