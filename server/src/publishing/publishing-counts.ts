import type { Deps } from '../deps.ts'
import { MISSED_AFTER_MS } from './end-attempt.ts'
import { PublicationStore } from './publication-store.ts'
import { TargetStore } from './target-store.ts'

/** How publishing stands, for /metrics. */
export async function publishingCounts(deps: Pick<Deps, 'db' | 'now' | 'secret'>) {
  const publications = new PublicationStore(deps.db)
  const [states, missed, targets] = await Promise.all([
    publications.counts(),
    publications.overdue(deps.now(), MISSED_AFTER_MS),
    new TargetStore(deps).list(),
  ])
  const paused = targets.filter(({ paused_at }) => paused_at !== null).length
  return { states, missed: missed.length, paused }
}
