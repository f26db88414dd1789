import type { Change, Changes } from '@dateline/shared/api/contracts'
import { directionOf, type Language } from '@dateline/shared/story/meta-doc'
import { ArrowRight, ExternalLink } from 'lucide-react'
import { formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import { Badge, type Tone } from '../ui/badge.tsx'
import { useNow } from '../ui/use-now.ts'
import css from './change-list.module.css'

const TONES: Readonly<Record<Change['kind'], Tone>> = {
  correction: 'retracted',
  clarification: 'waiting',
  update: 'checking',
  none: 'plain',
}

/** What changed since readers got the story, the gravest first, and who carries the old values. */
export function ChangeList({ changes, language }: { changes: Changes; language: Language }) {
  const now = useNow()
  const { since, changes: all, copies } = changes
  if (!since) return null
  return (
    <section className={css['changes']} aria-labelledby="changes-title">
      <h3 id="changes-title">
        {t('publish.changes', { revision: since.revision, when: formatMoment(since.at, now) })}
      </h3>
      {all.length === 0 ? (
        <p className={css['note']}>{t('publish.changes.none')}</p>
      ) : (
        <ul className={css['list']}>
          {all.map((change) => (
            <ChangeLine key={keyOf(change)} change={change} language={language} />
          ))}
        </ul>
      )}
      {copies.length > 0 && all.some(({ kind }) => kind !== 'none') && (
        <div className={css['copies']}>
          <p className={css['note']}>{t('publish.changes.copies')}</p>
          <ul>
            {copies.map(({ target, url }) => (
              <li key={target}>
                {url ? (
                  <a href={url} target="_blank" rel="noopener noreferrer">
                    {target} <ExternalLink aria-hidden />
                  </a>
                ) : (
                  target
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

const keyOf = ({ what, factId, label, before, after }: Change): string =>
  JSON.stringify([what, factId, label, before, after])

function ChangeLine({ change, language }: { change: Change; language: Language }) {
  const { kind, what, label, before, after, places } = change
  const words = { lang: language, dir: directionOf(language) }
  return (
    <li className={css['change']}>
      <Badge tone={TONES[kind]}>{t(`publish.change.${kind}`)}</Badge>
      <span className={css['what']}>
        {what === 'fact' ? <bdi>{label}</bdi> : t(`publish.change.${what}`)}
      </span>
      <span className={css['values']}>
        {before !== null && <del {...words}>{before}</del>}
        {before !== null && after !== null && (
          <>
            <span className="visually-hidden">{t('publish.change.to')}</span>
            <ArrowRight aria-hidden />
          </>
        )}
        {after !== null && <ins {...words}>{after}</ins>}
      </span>
      {places.length > 0 && (
        <span className={css['places']}>
          {t('publish.change.places', {
            count: places.length,
            where: [...new Set(places.map(({ textField }) => fieldName(textField)))].join(', '),
          })}
        </span>
      )}
    </li>
  )
}

const fieldName = (field: string): string =>
  field === 'headline' || field === 'standfirst' || field === 'body'
    ? t(`publish.change.${field}`)
    : t('publish.change.search')
