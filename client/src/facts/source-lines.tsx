import type { Source } from '@dateline/shared/facts/source'
import { t } from '../i18n/translate.ts'
import { choiceName } from './fact-names.ts'
import css from './source-lines.module.css'

interface Props {
  sources: readonly Source[]
  /** With what each says, for whoever has to judge it. */
  withWords?: boolean
}

/** A fact's sources, one line each: who says it, on what terms, where to read it. */
export function SourceLines({ sources, withWords = false }: Props) {
  if (sources.length === 0) return <p className={css['none']}>{t('fact.sources', { count: 0 })}</p>
  return (
    <ul className={css['list']} aria-label={t('source.title')}>
      {sources.map((source) => (
        <li key={source.id}>
          <span className={css['kind']}>{t(`source.kind.${source.kind}`)}</span>{' '}
          <bdi className={source.withdrawn === undefined ? undefined : css['gone']}>
            {source.publisher ?? source.descriptor ?? ''}
          </bdi>
          {source.withdrawn !== undefined && (
            <em className={css['record']}>
              {' '}
              · {t('source.withdrawn.line', { why: source.withdrawn })}
            </em>
          )}
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
          {withWords && source.excerpt && (
            <>
              {' '}
              <q dir="auto">{source.excerpt}</q>
            </>
          )}
          {withWords && source.anonymityReason && (
            <em className={css['record']}> · {source.anonymityReason}</em>
          )}
        </li>
      ))}
    </ul>
  )
}

const hostOf = (url: string): string => URL.parse(url)?.host ?? url
