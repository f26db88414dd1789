import type { StoryEditors } from '../editor/story-editors.ts'
import { TextEditor } from '../editor/text-editor.tsx'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { FieldLength } from './field-length.tsx'
import { FieldPeople } from './people-bar.tsx'
import css from './seo-fields.module.css'

const FIELDS = ['seoTitle', 'seoDescription'] as const

/** What search engines and shared links show, under the copy it is written from; mentions follow. */
export function SeoFields({ session, editors }: { session: StorySession; editors: StoryEditors }) {
  return (
    <section className={css['seo']} aria-labelledby="seo-title">
      <h2 id="seo-title" className={css['title']}>
        {t('story.seo')}
      </h2>
      {FIELDS.map((field) => (
        <div key={field} className={css['field']}>
          <div className={css['head']}>
            <span aria-hidden>{t(`story.field.${field}`)}</span>
            <FieldPeople session={session} field={field} />
            <FieldLength session={session} field={field} always />
          </div>
          <TextEditor session={session} editors={editors} field={field} />
        </div>
      ))}
    </section>
  )
}
