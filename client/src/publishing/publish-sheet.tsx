import type { Changes, GateReason } from '@dateline/shared/api/contracts'
import { can } from '@dateline/shared/users/policy'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { t } from '../i18n/translate.ts'
import { useGate } from '../story/use-gate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Sheet } from '../ui/dialog.tsx'
import { ChangeList } from './change-list.tsx'
import { GateReasons } from './gate-reasons.tsx'
import { History } from './history.tsx'
import { NoticeEditor } from './notice-editor.tsx'
import { plannedAt, type Plan } from './plan.ts'
import { Preview } from './preview.tsx'
import { changesQuery, publicationsQuery } from './publications.ts'
import { TakeOut } from './take-out.tsx'
import { Targets } from './targets.tsx'
import { useSchedule } from './use-schedule.ts'
import { WhenField } from './when-field.tsx'
import css from './publish-sheet.module.css'

interface Props {
  session: StorySession
  isOpen: boolean
  onClose: () => void
  /** Goes to what a reason names, and away from the sheet. */
  onGoTo: (place: GateReason['place']) => void
}

const NOW: Plan = { at: '', notice: 'none', text: '', overrideReason: '', reviewBy: '' }

/** The last look before a story leaves: what holds it, what changed, how it reads, where it goes. */
export function PublishSheet({ session, isOpen, onClose, onGoTo }: Props) {
  return (
    <Sheet title={t('publish.title')} width="44rem" isOpen={isOpen} onClose={onClose}>
      <Content session={session} onGoTo={onGoTo} />
    </Sheet>
  )
}

function Content({ session, onGoTo }: Pick<Props, 'session' | 'onGoTo'>) {
  const user = useCurrentUser()
  const record = useSnapshot(session.record)
  const meta = useSnapshot(session.meta)
  const reasons = useGate(session)
  const schedule = useSchedule(session)
  const version = record?.story.version ?? 0
  const changes = useQuery({
    ...changesQuery(session.storyId, version),
    placeholderData: keepPreviousData,
  })
  const { data: publications = [] } = useQuery(publicationsQuery(session.storyId))
  const [chosen, setChosen] = useState<Partial<Plan>>({})
  if (!record || !reasons) return <p>{t('publish.waiting')}</p>
  const { story } = record
  const plan: Plan = { ...NOW, ...suggestion(changes.data), ...chosen }
  const change = (part: Partial<Plan>) => setChosen((had) => ({ ...had, ...part }))
  const holding = withoutEmbargo(reasons, plan, story.embargoUntil)
  const isOpen = holding.length === 0
  const mayPublish = can(user, 'story.publish', story)
  return (
    <div className={css['content']}>
      <GateReasons reasons={holding} onGoTo={onGoTo} />
      {changes.data && <ChangeList changes={changes.data} language={meta.language} />}
      {mayPublish ? (
        <>
          {changes.data?.since && (
            <NoticeEditor plan={plan} draft={changes.data.draft} onChange={change} />
          )}
          <WhenField plan={plan} embargoUntil={story.embargoUntil} onChange={change} />
          <Targets
            storyId={session.storyId}
            language={meta.language}
            access={story}
            isGateOpen={isOpen}
            schedule={schedule}
            plan={plan}
            onPlan={change}
          />
        </>
      ) : (
        <p className={css['note']}>{t('publish.editorsOnly')}</p>
      )}
      {can(user, 'story.export', story) && (
        <>
          <Preview storyId={session.storyId} isDraft={reasons.length > 0} version={version} />
          <TakeOut storyId={session.storyId} isDraft={reasons.length > 0} />
        </>
      )}
      <History publications={publications} />
    </div>
  )
}

/**
 * What the changes suggest to tell readers, until an editor decides otherwise: what was wrong or
 * unclear must be told, what is merely new need not.
 */
function suggestion(changes: Changes | undefined): Partial<Plan> {
  if (!changes?.draft) return {}
  const { kind, text } = changes.draft
  return { notice: kind === 'update' ? 'none' : kind, text }
}

/** An embargo that ends by the planned time holds nothing back: until then no reader sees it. */
function withoutEmbargo(
  reasons: readonly GateReason[],
  plan: Plan,
  embargoUntil: number | null,
): readonly GateReason[] {
  const at = plannedAt(plan)
  if (at === undefined || embargoUntil === null || at < embargoUntil) return reasons
  return reasons.filter(({ code }) => code !== 'embargo')
}
