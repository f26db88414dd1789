import { directionOf } from '@dateline/shared/story/meta-doc'
import { useEffect } from 'react'
import type { StoryEditors } from '../editor/story-editors.ts'
import { TextEditor } from '../editor/text-editor.tsx'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { FieldLength } from './field-length.tsx'
import { FieldPeople } from './people-bar.tsx'
import { SeoFields } from './seo-fields.tsx'
import css from './story-page.module.css'

const MAIN_FIELDS = ['headline', 'standfirst', 'body'] as const

/** Headline, standfirst and body, each with who is in it and how long it is. */
export function Copy({ session, editors }: { session: StorySession; editors: StoryEditors }) {
  const language = useSnapshot(session.language)
  const headline = useSnapshot(session.headline)

  useEffect(() => {
    document.title = t('story.title', { headline: headline || t('story.untitled') })
  }, [headline])

  return (
    <article className={css['copy']} aria-label={t('story.draftOf')} dir={directionOf(language)}>
      {MAIN_FIELDS.map((field) => (
        <div key={field} className={css['textField']}>
          <span className={css['margin']}>
            <FieldPeople session={session} field={field} />
          </span>
          <TextEditor session={session} editors={editors} field={field} />
          {field !== 'body' && <FieldLength session={session} field={field} />}
        </div>
      ))}
      <SeoFields session={session} editors={editors} />
    </article>
  )
}
