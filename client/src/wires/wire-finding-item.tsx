import type { Fact } from '@dateline/shared/facts/fact'
import { fieldsOf } from '@dateline/shared/facts/fact-types'
import type { WireFinding, WireVerdict } from '@dateline/shared/facts/wires/compare-wire'
import { CircleCheck, Plus, TriangleAlert } from 'lucide-react'
import { fieldName, typeName } from '../facts/fact-names.ts'
import { showValue } from '../facts/show-field.ts'
import { t } from '../i18n/translate.ts'
import { Badge, type Tone } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import compare from '../ui/compare-table.module.css'
import css from './wires.module.css'

interface Props {
  finding: WireFinding
  facts: (id: string) => Fact | undefined
  /** Absent for who may only read. */
  onTake?: () => void
  onSetAside?: () => void
  onOpen: (factId: string) => void
}

const LOOK: Readonly<Record<WireVerdict, { tone: Tone; Icon: typeof Plus }>> = {
  contradicts: { tone: 'changed', Icon: TriangleAlert },
  new: { tone: 'checking', Icon: Plus },
  confirms: { tone: 'approved', Icon: CircleCheck },
}

/** One claim of a wire: what it says, beside what our fact says, and what can be done. */
export function WireFindingItem({ finding, facts, onTake, onSetAside, onOpen }: Props) {
  const { claim, verdict, fact, adds } = finding
  const { proposal, sentence } = claim
  const label = fact?.label ?? proposal.label
  const { tone, Icon } = LOOK[verdict]
  const take = t(`wires.take.${verdict}`)
  return (
    <li className={css['item']}>
      <div className={css['head']}>
        <Badge tone={tone} icon={<Icon aria-hidden />}>
          {t(`wires.${verdict}`)}
        </Badge>
        <span className={css['type']}>{typeName(proposal.type)}</span>
        <strong className={css['label']}>
          <bdi>{label}</bdi>
        </strong>
      </div>
      {finding.differs.length > 0 && <Differences finding={finding} facts={facts} />}
      <q className={css['sentence']} dir="auto">
        {sentence}
      </q>
      {fact && adds.length > 0 && (
        <p className={css['adds']}>
          {t('wires.adds', { fields: adds.map((key) => fieldName(fact.type, key)).join(', ') })}
        </p>
      )}
      <div className={css['acts']}>
        {onTake && (
          <Button small aria-label={t('wires.take.of', { act: take, label })} onPress={onTake}>
            {take}
          </Button>
        )}
        {fact && (
          <Button
            small
            look="quiet"
            aria-label={t('wires.open.of', { label })}
            onPress={() => onOpen(fact.id)}
          >
            {t('wires.open')}
          </Button>
        )}
        {onSetAside && (
          <Button
            small
            look="quiet"
            aria-label={t('wires.aside.of', { label })}
            onPress={onSetAside}
          >
            {t('wires.aside')}
          </Button>
        )}
      </div>
    </li>
  )
}

function Differences({ finding, facts }: Pick<Props, 'finding' | 'facts'>) {
  const { fact, claim, differs } = finding
  if (!fact) return null
  const specs = fieldsOf(fact.type)
  const show = (key: string, fields: Readonly<Record<string, unknown>>) => {
    const spec = specs[key]
    return spec && fields[key] !== undefined ? showValue(spec, fields[key], facts) : ''
  }
  return (
    <table className={compare['table']}>
      <thead>
        <tr>
          <th scope="col">{t('wires.field')}</th>
          <th scope="col">{t('wires.ours')}</th>
          <th scope="col">{t('wires.theirs')}</th>
        </tr>
      </thead>
      <tbody>
        {differs.map((key) => (
          <tr key={key}>
            <th scope="row">{fieldName(fact.type, key)}</th>
            <td dir="auto">{show(key, fact.fields)}</td>
            <td dir="auto">
              <strong>{show(key, claim.proposal.fields)}</strong>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
