import type { Publication } from '@dateline/shared/api/contracts'
import { formatClock, formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import { useNow } from '../ui/use-now.ts'
import { PublicationLine } from './publication-line.tsx'
import css from './history.module.css'

/** Everything that was ever sent of the story, the latest first, with each attempt in words. */
export function History({ publications }: { publications: readonly Publication[] }) {
  const now = useNow()
  if (publications.length === 0) return null
  return (
    <section className={css['history']} aria-labelledby="history-title">
      <h3 id="history-title">{t('publish.history')}</h3>
      <ol className={css['list']}>
        {publications.map((publication) => (
          <li key={publication.id} className={css['entry']}>
            <strong>
              {t(`publish.action.${publication.action}`, { target: publication.target.name })}
            </strong>
            <PublicationLine publication={publication} />
            <details>
              <summary>{t('publish.attempts', { count: publication.attempts.length })}</summary>
              <ol className={css['attempts']}>
                {publication.attempts.map(({ at, outcome, detail }) => (
                  <li key={`${at} ${outcome} ${detail}`}>
                    <time dateTime={new Date(at).toISOString()} title={formatMoment(at, now)}>
                      {formatClock(at)}
                    </time>
                    <span>{detail}</span>
                  </li>
                ))}
              </ol>
            </details>
          </li>
        ))}
      </ol>
    </section>
  )
}
