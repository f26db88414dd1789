import type { Source } from '@dateline/shared/facts/source'
import { t } from '../i18n/translate.ts'
import { choiceName } from './fact-names.ts'
import css from './source-lines.module.css'

/** A fact's sources, one line each: who says it, on what terms, where to read it. */
export function SourceLines({ sources }: { sources: readonly Source[] }) {
  if (sources.length === 0) return <p className={css['none']}>{t('fact.sources', { count: 0 })}</p>
  return (
    <ul className={css['list']} aria-label={t('source.title')}>
      {sources.map((source) => (
        <li key={source.id}>
          <span className={css['kind']}>{t(`source.kind.${source.kind}`)}</span>{' '}
          <bdi>{source.publisher ?? source.descriptor ?? ''}</bdi>
          {source.record && source.record !== 'on' && (
            <em className={css['record']}> · {choiceName(source.record)}</em>
          )}
          {source.url && (
            <>
              {' · '}
              <a href={source.url} target="_blank" rel="noopener noreferrer">
                {hostOf(source.url)}
              </a>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

const hostOf = (url: string): string => URL.parse(url)?.host ?? url
