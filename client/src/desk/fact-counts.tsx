import type { StorySummary } from '@dateline/shared/api/contracts'
import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react'
import { t } from '../i18n/translate.ts'
import css from './fact-counts.module.css'

/** Facts approved, open and at risk: icon, number and words, never colour alone. */
export function FactCounts({ facts }: Pick<StorySummary, 'facts'>) {
  const { approved, open, atRisk } = facts
  if (approved + open + atRisk === 0) return <span>{t('card.noFacts')}</span>
  const words = t('card.facts', { approved, open, atRisk })
  return (
    <span className={css['counts']} title={words}>
      <span className="visually-hidden">{words}</span>
      <span className={css['approved']} aria-hidden>
        <CircleCheck /> {approved}
      </span>
      <span className={css['open']} aria-hidden>
        <CircleDashed /> {open}
      </span>
      {atRisk > 0 && (
        <span className={css['risk']} aria-hidden>
          <TriangleAlert /> {atRisk}
        </span>
      )}
    </span>
  )
}
