import type { Fact } from '@dateline/shared/facts/fact'
import type { FactStatus } from '@dateline/shared/facts/status'
import { useState } from 'react'
import { t } from '../i18n/translate.ts'
import { FactCard } from './fact-card.tsx'
import { FactForm } from './fact-form.tsx'
import { typeName } from './fact-names.ts'
import type { MentionPlace } from './mention-places.ts'
import css from './facts-panel.module.css'

interface Props {
  fact: Fact
  status: FactStatus
  /** Where it is mentioned, in reading order. */
  places: readonly MentionPlace[]
  isOpen: boolean
  onToggle: () => void
  isEditing: boolean
  /** Just made by hand, and its form is open for the first time. */
  isNew: boolean
  onEdit: (on: boolean) => void
  onMention: (factId: string, field: string, format: string) => void
  onGoTo?: (place: { kind: 'mention'; factId: string } & MentionPlace) => void
}

/** One fact in the list, as a card or, while it is edited, as a form in the same place. */
export function FactItem(props: Props) {
  const { fact, status, places, isEditing, isNew, onEdit, onMention, onGoTo } = props
  const { isOpen, onToggle } = props
  const [visited, setVisited] = useState(-1)
  const goTo = (place: MentionPlace) => {
    setVisited(places.indexOf(place))
    onGoTo?.({ kind: 'mention', factId: fact.id, ...place })
  }
  // Clicked again, the next one: around and around.
  const next = places[(visited + 1) % places.length]
  return (
    <li
      data-fact={fact.id}
      data-status={status}
      className={css['item']}
      aria-label={t('fact.card', {
        type: typeName(fact.type),
        label: fact.label,
        status: t(`fact.status.${status}`),
      })}
    >
      {isEditing ? (
        <FactForm fact={fact} isNew={isNew} onDone={() => onEdit(false)} />
      ) : (
        <FactCard
          fact={fact}
          status={status}
          mentions={places.length}
          isOpen={isOpen}
          onToggle={onToggle}
          onEdit={() => onEdit(true)}
          onMention={(field, format) => onMention(fact.id, field, format)}
          places={places}
          {...(onGoTo && next && { onGoToMention: () => goTo(next), onGoToPlace: goTo })}
        />
      )}
    </li>
  )
}
