import type { Alarm } from '@dateline/shared/api/contracts'
import { exportPackageSchema } from '@dateline/shared/export/package'
import { MISSED_AFTER_MS } from './end-attempt.ts'
import type { PublicationRow, PublicationStore } from './publication-store.ts'
import type { TargetStore } from './target-store.ts'

const FOR_A_PERSON = ['conflict', 'altered', 'rejected', 'failed'] as const
const ORDER: readonly Alarm['kind'][] = ['missed', 'paused', ...FOR_A_PERSON]

interface Stores {
  readonly publications: PublicationStore
  readonly targets: TargetStore
}

/** What waits for a person, the most urgent first (rules PS2, PS3, PS5). */
export async function publishingAlarms(
  { publications, targets }: Stores,
  now: number,
): Promise<Alarm[]> {
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
