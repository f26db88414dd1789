import type { Fact } from '@dateline/shared/facts/fact'
import type { FactStatus } from '@dateline/shared/facts/status'
import type { TextField } from '@dateline/shared/story/story-doc'
import { useEffect, useMemo, useRef, useState } from 'react'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Choices } from '../ui/choices.tsx'
import { Empty } from '../ui/notice.tsx'
import { FactSession } from './fact-context.ts'
import { FactItem } from './fact-item.tsx'
import { FACT_FILTERS, fits, sortFacts, type FactFilter } from './fact-list.ts'
import { mentionPlaces, type MentionPlaces } from './mention-places.ts'
import { NewFactMenu } from './new-fact-menu.tsx'
import { Proposals } from './proposals.tsx'
import { useCardKeys } from './use-card-keys.ts'
import css from './facts-panel.module.css'

interface Props {
  session: StorySession
  /** Brings this fact into sight and focus, whenever it changes. */
  focusFactId?: string | undefined
  /** Puts a mention where the person last was in the text. */
  onMention: (factId: string, field: string, format: string) => void
  /** Goes to the first mention of a fact in the text. */
  onGoTo?: (place: { kind: 'mention'; factId: string; textField: TextField }) => void
}

/** A story's facts: what they say, where they stand, what may be done with them now. */
export function FactsPanel({ session, ...props }: Props) {
  return (
    <FactSession value={session}>
      <Panel session={session} {...props} />
    </FactSession>
  )
}

function Panel({ session, focusFactId, onMention, onGoTo }: Props) {
  const facts = useSnapshot(session.story.facts)
  const statuses = useSnapshot(session.factStatuses)
  const places = usePlaces(session)
  const canWrite = useSnapshot(session.canWrite)
  const [filter, setFilter] = useState<FactFilter>('all')
  const [editing, setEditing] = useState<string | null>(null)
  const [made, setMade] = useState<string | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const shown = visible(facts, statuses, filter, editing)
  const onKeyDown = useCardKeys(list, setEditing)
  useFocusOn(list, focusFactId, () => setFilter('all'))

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
            onMade={(id) => {
              setMade(id)
              setEditing(id)
            }}
          />
        )}
      </header>
      <div className={css['scroll']}>
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
        <ul ref={list} className={css['list']} aria-label={t('facts.title')} onKeyDown={onKeyDown}>
          {shown.map((fact) => (
            <FactItem
              key={fact.id}
              fact={fact}
              status={statuses.get(fact.id) ?? 'proposed'}
              places={places.get(fact.id) ?? []}
              isEditing={editing === fact.id && canWrite}
              isNew={made === fact.id}
              onEdit={(on) => {
                setMade(null)
                setEditing(on ? fact.id : null)
              }}
              onMention={onMention}
              {...(onGoTo && { onGoTo })}
            />
          ))}
        </ul>
        {shown.length > 0 && <p className={css['keys']}>{t('facts.keys')}</p>}
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
  statuses: ReadonlyMap<string, FactStatus>,
  filter: FactFilter,
  editing: string | null,
): readonly Fact[] {
  return sortFacts(facts).filter(
    (fact) => fact.id === editing || fits(statuses.get(fact.id) ?? 'proposed', filter),
  )
}

function filterName(
  filter: FactFilter,
  facts: readonly Fact[],
  statuses: ReadonlyMap<string, FactStatus>,
): string {
  const count = facts.filter(({ id }) => fits(statuses.get(id) ?? 'proposed', filter)).length
  return t(`facts.filter.${filter}`, { count })
}

/** Focus cannot be drawn; it has to be moved, once, when somebody asks for a fact. */
function useFocusOn(
  list: { readonly current: HTMLElement | null },
  factId: string | undefined,
  showAll: () => void,
): void {
  const showAllNow = useRef(showAll)
  useEffect(() => {
    showAllNow.current = showAll
  })
  useEffect(() => {
    if (!factId) return
    showAllNow.current()
    requestAnimationFrame(() => {
      const card = list.current?.querySelector<HTMLElement>(`[data-fact="${CSS.escape(factId)}"]`)
      card?.scrollIntoView({ block: 'nearest' })
      card?.focus()
    })
  }, [factId, list])
}
