import { otherValue, type Dispute } from '@dateline/shared/facts/dispute'
import type { Fact } from '@dateline/shared/facts/fact'
import { fieldSpec } from '@dateline/shared/facts/fact-types'
import type { MentionContext } from '@dateline/shared/facts/mentions/render-mention'
import { t } from '../i18n/translate.ts'
import { fieldName } from './fact-names.ts'
import { showValue } from './show-field.ts'
import { SourceLines } from './source-lines.tsx'
import css from './two-sides.module.css'

interface Props {
  fact: Fact
  dispute: Dispute
  facts: MentionContext['fact']
}

/** Who says what of a disputed field, side by side, with where the other side is from (rule A8). */
export function TwoSides({ fact, dispute, facts }: Props) {
  const spec = fieldSpec(fact.type, dispute.field)
  const show = (value: unknown) =>
    spec && value !== undefined ? showValue(spec, value, facts) : t('fact.empty')
  const other = otherValue(dispute)
  return (
    <dl className={css['sides']} aria-label={t('sides.title')}>
      <div>
        <dt>
          <bdi>{dispute.ours}</bdi>
        </dt>
        <dd>
          <span className={css['field']}>{fieldName(fact.type, dispute.field)}</span>{' '}
          <bdi>{show(fact.fields[dispute.field])}</bdi>
        </dd>
      </div>
      <div>
        <dt>
          <bdi>{dispute.theirs}</bdi>
        </dt>
        <dd>
          {other === undefined ? t('sides.denies') : <bdi>{show(other)}</bdi>}
          <SourceLines sources={[{ ...dispute.source, id: 'other' }]} />
        </dd>
      </div>
    </dl>
  )
}
