import type { ApprovalItem } from '@dateline/shared/api/contracts'
import { directionOf, type Language } from '@dateline/shared/story/meta-doc'
import { t } from '../i18n/translate.ts'
import css from './approval-card.module.css'

interface Props {
  mentions: ApprovalItem['mentions']
  language: Language
}

/** Where the copy has the fact, with the words around it, in the direction of the story. */
export function MentionLines({ mentions, language }: Props) {
  return (
    <section aria-label={t('approvals.mentions')}>
      <h3 className={css['section']}>{t('approvals.mentions')}</h3>
      {mentions.length === 0 && <p className={css['meta']}>{t('fact.mentions', { count: 0 })}</p>}
      <ul className={css['mentions']}>
        {mentions.map(({ textField, before, words, after }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- two mentions may read the same
          <li key={index}>
            <span className={css['place']}>{t(`story.field.${textField}`)}</span>
            <span dir={directionOf(language)} lang={language} className={css['copy']}>
              {before}
              <mark>{words}</mark>
              {after}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
