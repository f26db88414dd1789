import type { Fact } from '@dateline/shared/facts/fact'
import { useEffect, useMemo, useRef, useState } from 'react'
import { t } from '../i18n/translate.ts'
import { WatchCopies } from '../reuse/copies.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Choices } from '../ui/choices.tsx'
import { Empty } from '../ui/notice.tsx'
import { FactSession } from './fact-context.ts'
import { FactItem } from './fact-item.tsx'
import {
  FACT_FILTERS,
  fits,
  sortFacts,
  statusIn,
  type FactFilter,
  type Statuses,
} from './fact-list.ts'
import { mentionPlaces, type MentionPlace, type MentionPlaces } from './mention-places.ts'
import { NewFactMenu } from './new-fact-menu.tsx'
import { Proposals } from './proposals.tsx'
import { useCardKeys } from './use-card-keys.ts'
import { useSteadyList } from './use-steady-list.ts'
import css from './facts-panel.module.css'

export interface AskedFact {
  readonly factId: string
}

interface Props {
  session: StorySession
  /** Opens this fact and brings it into sight and focus; a new object asks again. */
  asked?: AskedFact | undefined
  /** Puts a mention where the person last was in the text. */
  onMention: (factId: string, field: string, format: string) => void
  /** Goes to a mention of a fact in the text. */
  onGoTo?: (place: { kind: 'mention'; factId: string } & MentionPlace) => void
}

/** A story's facts: what they say, where they stand, what may be done with them now. */
export function FactsPanel({ session, ...props }: Props) {
  return (
    <FactSession value={session}>
      <Panel session={session} {...props} />
    </FactSession>
  )
}

function Panel({ session, asked, onMention, onGoTo }: Props) {
  const facts = useSnapshot(session.story.facts)
  const statuses = useSnapshot(session.factStatuses)
  const places = usePlaces(session)
  const canWrite = useSnapshot(session.canWrite)
  const [filter, setFilter] = useState<FactFilter>('all')
  const [editing, setEditing] = useState<string | null>(null)
  const [made, setMade] = useState<string | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const [open, setOpen] = useState<string | null>(null)
  const steady = useSteadyList(statuses)
  const shown = visible(facts, steady.statuses, filter, editing)
  const onKeyDown = useCardKeys(list, setEditing)
  useAsked(list, asked, (factId) => {
    setFilter('all')
    setOpen(factId)
  })
  const edit = (factId: string, on: boolean) => {
    setMade(null)
    setEditing(on ? factId : null)
    if (!on) focusCard(list.current, factId)
  }

  return (
    <section className={css['panel']} aria-label={t('facts.title')}>
      <header className={css['head']}>
        <Choices
          label={t('facts.filter')}
          options={FACT_FILTERS.map((id) => ({ id, label: filterName(id, facts, statuses) }))}
          value={filter}
          onChange={setFilter}
        />
        {canWrite && (
          <NewFactMenu
            onCopied={(id) => {
              setFilter('all')
              setOpen(id)
            }}
            onMade={(id) => {
              setMade(id)
              setEditing(id)
            }}
          />
        )}
      </header>
      <div className={css['scroll']}>
        <WatchCopies />
        <Proposals />
        {facts.length > 0 && shown.length === 0 && filter !== 'all' && (
          <Empty title={t('facts.nothing')}>
            <p>{t(`facts.nothing.${filter}`)}</p>
          </Empty>
        )}
        {facts.length === 0 && (
          <Empty title={t('facts.empty')}>
            <p>{t('facts.empty.hint')}</p>
          </Empty>
        )}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- shortcuts; every act has its button */}
        <ul
          ref={list}
          className={css['list']}
          aria-label={t('facts.title')}
          onKeyDown={onKeyDown}
          {...steady.handlers}
        >
          {shown.map((fact) => (
            <FactItem
              key={fact.id}
              fact={fact}
              status={statusIn(statuses, fact.id)}
              places={places.get(fact.id) ?? []}
              isOpen={open === fact.id}
              onToggle={() => setOpen(open === fact.id ? null : fact.id)}
              isEditing={editing === fact.id && canWrite}
              isNew={made === fact.id}
              onEdit={(on) => edit(fact.id, on)}
              onMention={onMention}
              {...(onGoTo && { onGoTo })}
            />
          ))}
        </ul>
        {shown.length > 0 && canWrite && <p className={css['keys']}>{t('facts.keys')}</p>}
      </div>
    </section>
  )
}

function usePlaces(session: StorySession): MentionPlaces {
  const source = useMemo(() => mentionPlaces(session.story, session.text), [session])
  return useSnapshot(source)
}

/** The facts to show, in order. The one being edited stays, whatever becomes of its status. */
function visible(
  facts: readonly Fact[],
  statuses: Statuses,
  filter: FactFilter,
  editing: string | null,
): readonly Fact[] {
  return sortFacts(facts, statuses).filter(
    (fact) => fact.id === editing || fits(statusIn(statuses, fact.id), filter),
  )
}

function filterName(filter: FactFilter, facts: readonly Fact[], statuses: Statuses): string {
  const count = facts.filter(({ id }) => fits(statusIn(statuses, id), filter)).length
  return t(`facts.filter.${filter}`, { count })
}

/** Focus cannot be drawn; it has to be moved, once, when somebody asks for a fact. */
function useAsked(
  list: { readonly current: HTMLElement | null },
  asked: AskedFact | undefined,
  show: (factId: string) => void,
): void {
  const showNow = useRef(show)
  useEffect(() => {
    showNow.current = show
  })
  useEffect(() => {
    if (!asked) return
    showNow.current(asked.factId)
    focusCard(list.current, asked.factId)
  }, [asked, list])
}

/** Once the card is drawn. A fact whose form is open has no title to focus, and needs none. */
function focusCard(list: HTMLElement | null, factId: string): void {
  requestAnimationFrame(() => {
    const card = list?.querySelector(`[data-fact="${CSS.escape(factId)}"]`)
    card?.scrollIntoView({ block: 'nearest' })
    card?.querySelector<HTMLElement>('[data-card]')?.focus()
  })
}
