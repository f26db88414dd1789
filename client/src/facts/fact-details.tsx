import type { Fact } from '@dateline/shared/facts/fact'
import type { MentionContext } from '@dateline/shared/facts/mentions/render-mention'
import { Authors } from './fact-history.tsx'
import { shownFields } from './show-field.ts'
import { SourceLines } from './source-lines.tsx'
import { useAllowance } from './use-allowance.ts'
import css from './fact-details.module.css'

interface Props {
  fact: Fact
  facts: MentionContext['fact']
}

/** All that is known of a fact: every field, every source, who made it, what holds its approval. */
export function FactDetails({ fact, facts }: Props) {
  const approve = useAllowance(fact)('approve')
  return (
    <div className={css['details']}>
      <dl className={css['fields']}>
        {shownFields(fact, facts).map(({ key, name, text }) => (
          <div key={key}>
            <dt>{name}</dt>
            <dd>
              <bdi>{text}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <SourceLines sources={fact.sources} />
      <div className={css['meta']}>
        <Authors fact={fact} />
        {approve.tag === 'disabled' && <p>{approve.why}</p>}
      </div>
    </div>
  )
}
