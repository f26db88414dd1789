import type { Alarm } from '@dateline/shared/api/contracts'
import { exportPackageSchema } from '@dateline/shared/export/package'
import type { StoryId } from '@dateline/shared/ids'
import type { Deps } from '../deps.ts'
import { MISSED_AFTER_MS } from './end-attempt.ts'
import type { PublicationRow, PublicationStore } from './publication-store.ts'
import { scheduleOutlook } from './schedule-outlook.ts'
import { scheduledCopies } from './scheduled-copies.ts'
import type { TargetStore } from './target-store.ts'

const FOR_A_PERSON = ['conflict', 'altered', 'rejected', 'failed'] as const
const ORDER: readonly Alarm['kind'][] = ['missed', 'held', 'paused', ...FOR_A_PERSON]

interface Stores {
  readonly publications: PublicationStore
  readonly targets: TargetStore
}

/** What waits for a person, the most urgent first (rules PS2, PS3, PS5, PS8). */
export async function publishingAlarms(
  deps: Pick<Deps, 'db' | 'live' | 'records' | 'stories' | 'now'>,
  { publications, targets }: Stores,
): Promise<Alarm[]> {
  const now = deps.now()
  const names = await targets.evenRemoved()
  const nameOf = (id: string) => names.get(id)?.name ?? '(removed)'
  const missed = await publications.overdue(now, MISSED_AFTER_MS)
  const isMissed = new Set(missed.map(({ id }) => id))
  const stuck = await newest(publications, await publications.stuck(FOR_A_PERSON))
  const alarm = (row: PublicationRow, kind: Alarm['kind']): Alarm => ({
    kind,
    storyId: row.story_id,
    headline: exportPackageSchema.parse(JSON.parse(row.package)).headline.text,
    target: nameOf(row.target_id),
    reason: row.reason ?? '',
    at: kind === 'missed' ? (row.due_at ?? row.at) : row.updated_at,
  })
  return [
    ...missed.map((row) => alarm(row, 'missed')),
    ...(await held(deps)).filter(({ at }) => at > now - MISSED_AFTER_MS),
    ...(await targets.list())
      .filter(({ paused_at }) => paused_at !== null)
      .map((target) => ({
        kind: 'paused' as const,
        storyId: null,
        headline: '',
        target: target.name,
        reason: target.paused_reason ?? '',
        at: target.paused_at ?? now,
      })),
    ...stuck
      .filter(({ id }) => !isMissed.has(id))
      .map((row) => alarm(row, row.state as (typeof FOR_A_PERSON)[number])),
  ].toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
}

/** Scheduled copies that could not go out at their time as things stand. */
async function held(deps: Pick<Deps, 'db' | 'live' | 'records' | 'stories'>): Promise<Alarm[]> {
  const alarms: Alarm[] = []
  for (const [storyId, scheduled] of await scheduledCopies(deps.db)) {
    const card = await deps.stories.card(storyId as StoryId)
    if (!card) continue
    for (const { target, at, objection } of await scheduleOutlook(deps, card, scheduled)) {
      if (objection === undefined) continue
      const { headline } = card
      alarms.push({ kind: 'held', storyId, headline, target, reason: objection, at })
    }
  }
  return alarms
}

/** A newer revision has taken the matter over. */
async function newest(
  publications: PublicationStore,
  rows: readonly PublicationRow[],
): Promise<readonly PublicationRow[]> {
  const kept: PublicationRow[] = []
  for (const row of rows) {
    const last = (await publications.toTarget(row.story_id, row.target_id)).at(-1)
    if (last?.id === row.id) kept.push(row)
  }
  return kept
}
