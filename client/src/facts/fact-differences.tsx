import type { Fact } from '@dateline/shared/facts/fact'
import type { MentionContext } from '@dateline/shared/facts/mentions/render-mention'
import { t } from '../i18n/translate.ts'
import { differences } from './show-field.ts'
import css from '../ui/compare-table.module.css'

interface Props {
  was: Fact
  now: Fact
  facts: MentionContext['fact']
  titles: { was: string; now: string }
}

/** Two states of one fact side by side, only where they differ. */
export function FactDifferences({ was, now, facts, titles }: Props) {
  const rows = differences(was, now, facts)
  if (rows.length === 0) return null
  return (
    <table className={css['table']}>
      <thead>
        <tr>
          <th scope="col">{t('decide.field')}</th>
          <th scope="col">{titles.was}</th>
          <th scope="col">{titles.now}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.name}</th>
            <td dir="auto">
              <del>{row.was || t('fact.empty')}</del>
            </td>
            <td dir="auto">
              <ins>{row.now || t('fact.empty')}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
