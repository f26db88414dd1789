import type { Publication } from '@dateline/shared/api/contracts'
import type { Outlook } from '@dateline/shared/gate/objection'
import type { Language } from '@dateline/shared/story/meta-doc'
import { can, type StoryAccess } from '@dateline/shared/users/policy'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { t } from '../i18n/translate.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { useNow } from '../ui/use-now.ts'
import { ConflictDialog } from './conflict-dialog.tsx'
import { Override } from './override.tsx'
import { bodyOf, isReviewTooEarly, isWhole, REASON_MIN, type Plan } from './plan.ts'
import {
  act,
  alarmsQuery,
  changesQuery,
  isOut,
  publicationsQuery,
  publish,
  targetsQuery,
} from './publications.ts'
import { TargetLine } from './target-line.tsx'
import { WithdrawDialog } from './withdraw-dialog.tsx'
import css from './targets.module.css'

interface Props {
  storyId: string
  language: Language
  access: StoryAccess
  isGateOpen: boolean
  /** What waits for its time. */
  schedule: readonly Outlook[]
  plan: Plan
  onPlan: (part: Partial<Plan>) => void
}

type Asking = { about: 'withdraw' } | { about: 'conflict'; publication: Publication }

/** Where a story can go, what became of it there, and the button that sends it. */
export function Targets({ storyId, language, access, isGateOpen, ...props }: Props) {
  const { schedule, plan, onPlan } = props
  const user = useCurrentUser()
  const cache = useQueryClient()
  const now = useNow()
  const targets = useQuery(targetsQuery)
  const publications = useQuery(publicationsQuery(storyId))
  const [overrides, setOverrides] = useState(false)
  const [asking, setAsking] = useState<Asking | null>(null)
  const isOverride = overrides && !isGateOpen
  const refresh = async () => {
    await cache.invalidateQueries({ queryKey: publicationsQuery(storyId).queryKey })
    await cache.invalidateQueries({ queryKey: alarmsQuery.queryKey })
    await cache.invalidateQueries({ queryKey: changesQuery(storyId, 0).queryKey.slice(0, 2) })
  }
  const ofTarget = (id: string) => publications.data?.filter((one) => one.target.id === id) ?? []
  const send = useMutation({
    mutationFn: (target: string) =>
      publish(
        storyId,
        bodyOf(
          { ...plan, overrideReason: isOverride ? plan.overrideReason : '' },
          target,
          ofTarget(target).some(isOut),
        ),
      ),
    onSettled: refresh,
  })
  const other = useMutation({
    mutationFn: ({ id, what }: { id: string; what: 'retry' | 'cancel' }) => act(storyId, id, what),
    onSettled: refresh,
  })
  if (targets.error) return <Notice tone="bad">{targets.error.message}</Notice>
  if (!targets.data) return null
  if (targets.data.length === 0) return <NoTargets isAdmin={can(user, 'targets.manage')} />
  const isReasoned =
    isOverride && plan.overrideReason.trim().length >= REASON_MIN && !isReviewTooEarly(plan, now)
  const maySend = (isGateOpen || isReasoned) && isWhole(plan)
  const having = targets.data.filter(({ id }) => hasIt(ofTarget(id)))
  return (
    <section className={css['targets']} aria-labelledby="targets-title">
      <h3 id="targets-title">{t('publish.targets')}</h3>
      {!isGateOpen &&
        (can(user, 'story.override', access) ? (
          <Override isOn={overrides} onToggle={setOverrides} plan={plan} onPlan={onPlan} />
        ) : (
          <p className={css['note']}>{t('publish.override.author')}</p>
        ))}
      {[send.error, other.error, publications.error].map(
        (error) =>
          error && (
            <Notice key={error.message} tone="bad">
              {error.message}
            </Notice>
          ),
      )}
      <ul className={css['list']}>
        {targets.data.map((target) => (
          <TargetLine
            key={target.id}
            target={target}
            publications={ofTarget(target.id)}
            schedule={schedule}
            plan={plan}
            isSending={send.isPending && send.variables === target.id}
            maySend={maySend && !send.isPending}
            onSend={() => send.mutate(target.id)}
            onAct={(id, what) => other.mutate({ id, what })}
            onDecide={(publication) => setAsking({ about: 'conflict', publication })}
          />
        ))}
      </ul>
      {having.length > 0 && (
        <div>
          <Button small look="danger" onPress={() => setAsking({ about: 'withdraw' })}>
            {t('withdraw.open')}
          </Button>
        </div>
      )}
      {asking?.about === 'withdraw' && (
        <WithdrawDialog
          storyId={storyId}
          targets={having.map(({ name }) => name)}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.about === 'conflict' && (
        <ConflictDialog
          publication={asking.publication}
          language={language}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  )
}

/** The latest that counts left it there. */
function hasIt(publications: readonly Publication[]): boolean {
  const last = publications.find(({ state }) => state !== 'replaced' && state !== 'cancelled')
  return last !== undefined && last.state !== 'withdrawn' && publications.some(isOut)
}

function NoTargets({ isAdmin }: { isAdmin: boolean }) {
  return (
    <Empty title={t('publish.noTargets')}>
      {isAdmin ? (
        <ButtonLink href="/admin/targets">{t('publish.noTargets.admin')}</ButtonLink>
      ) : (
        <p>{t('publish.noTargets.ask')}</p>
      )}
    </Empty>
  )
}
