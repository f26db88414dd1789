import type { Candidate } from '@dateline/shared/facts/candidates'
import type { Fact } from '@dateline/shared/facts/fact'
import { fieldSpec, type FactType } from '@dateline/shared/facts/fact-types'
import type { FieldSpec, FieldValue } from '@dateline/shared/facts/field-spec'
import type { MentionContext } from '@dateline/shared/facts/mentions/render-mention'
import { Check, Split } from 'lucide-react'
import { usePersonName } from '../accounts/people.ts'
import { formatMoment } from '../i18n/format.ts'
import { t } from '../i18n/translate.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Button } from '../ui/button.tsx'
import { useNow } from '../ui/use-now.ts'
import { useFactSession } from './fact-context.ts'
import { fieldName, itemName } from './fact-names.ts'
import { showValue } from './show-field.ts'
import css from './rival-values.module.css'

interface Props {
  fact: Fact
  facts: MentionContext['fact']
  /** Only this field's, beside its control in the form. */
  path?: string
}

/**
 * Values of one field that two people set without knowing of each other: all of them, who set each
 * and when, and one key to choose (rule F9). Nothing is approved until somebody has.
 */
export function RivalValues({ fact, facts, path }: Props) {
  const session = useFactSession()
  const canWrite = useSnapshot(session.canWrite)
  const torn = Object.entries(fact.rivals ?? {}).filter(([at]) => path === undefined || at === path)
  if (torn.length === 0) return null
  return (
    <section className={css['rivals']} aria-label={t('rivals.title')}>
      {torn.map(([at, values], index) => (
        <div key={at} className={css['field']}>
          <p className={css['lead']}>
            <Split aria-hidden />
            {t('rivals.lead', { field: pathName(fact.type, at), count: values.length })}
          </p>
          <ul className={css['values']}>
            {values.map((value, nth) => {
              const shown = showAt(fact.type, at, value, facts)
              return (
                <li key={JSON.stringify(value)}>
                  <div>
                    <bdi className={css['value']}>{shown}</bdi>
                    <Writers
                      candidates={session.story.facts.candidates(fact.id, at)}
                      value={value}
                    />
                  </div>
                  {canWrite && (
                    <Button
                      small
                      aria-label={t('rivals.keep.of', { value: shown })}
                      {...(index === 0 && { 'data-act': `choose-${nth + 1}` })}
                      onPress={() => session.story.facts.choose(fact.id, at, value, session.origin)}
                    >
                      <Check aria-hidden />
                      {t('rivals.keep')}
                      {index === 0 && <kbd>{nth + 1}</kbd>}
                    </Button>
                  )}
                </li>
              )
            })}
          </ul>
        </div>
      ))}
    </section>
  )
}

/** Who wrote this value, and when by their clock; the server says whose a device is (rule F7). */
function Writers({ candidates, value }: { candidates: readonly Candidate[]; value: FieldValue }) {
  const session = useFactSession()
  const writers = useSnapshot(session.record)?.writers ?? {}
  const name = usePersonName()
  const now = useNow()
  const json = JSON.stringify(value)
  const lines = candidates
    .filter((candidate) => JSON.stringify(candidate.value) === json)
    .map(({ client, at }) => {
      const own = client === session.doc.clientID ? session.user.id : undefined
      const by = writers[String(client)] ?? own
      const who = by === undefined ? t('rivals.somebody') : name(by)
      return at === undefined ? who : t('rivals.by', { name: who, when: formatMoment(at, now) })
    })
  return <span className={css['who']}>{[...new Set(lines)].join(', ')}</span>
}

function pathName(type: FactType, path: string): string {
  const [key = '', row, cell] = path.split('.')
  if (path === 'label') return t('fact.label')
  if (key === 'source') return t('source.title')
  const field = fieldName(type, key)
  return row === undefined || cell === undefined ? field : `${field}, ${itemName(cell)}`
}

function showAt(
  type: FactType,
  path: string,
  value: FieldValue,
  facts: MentionContext['fact'],
): string {
  const [key = '', row, cell = ''] = path.split('.')
  const field = fieldSpec(type, key)
  const spec: FieldSpec | undefined =
    row === undefined ? field : field?.kind === 'list' ? field.item[cell] : undefined
  if (spec) return showValue(spec, value, facts)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
