import { backoffMs } from './backoff.ts'
import type { PublicationRow } from './publication-store.ts'
import type { PublisherOptions } from './publisher.ts'
import { conflictHash, type Ended, type SendContext } from './send-job.ts'
import type { Stop } from './send-machine.ts'
import { markPublished, settlePublication } from './settle-publication.ts'

/** With the default waits, about a quarter of an hour. */
const MAX_TRIES = 10
const DAY_MS = 24 * 60 * 60_000
/** Past its time by this much, a scheduled publication is missed and rings (rule PS2), ms. */
export const MISSED_AFTER_MS = 2 * 60_000

interface EndContext extends SendContext {
  readonly options: PublisherOptions
}

/** What an attempt's end means for the publication, and for its target when the account is refused. */
export async function endAttempt(
  context: EndContext,
  row: PublicationRow,
  ended: Ended,
): Promise<void> {
  const { how, goal, copy } = ended
  switch (how.kind) {
    case 'done':
      return settlePublication(context.deps, {
        row,
        goal,
        copy,
        remoteId: how.id,
        token: context.token,
      })
    case 'altered':
      await keepSeen(context, row, ended)
      if (copy?.state === 'live') await markPublished(context.deps, row) // readers have it
      return stopped(context, row, 'altered', how.reason)
    case 'conflict':
      return stopped(context, row, 'conflict', how.reason, { seen_hash: conflictHash(ended) })
    case 'rejected':
      return stopped(context, row, 'rejected', how.reason)
    case 'paused':
      return paused(context, row, how)
    case 'later':
      return later(context, row, ended, how)
    default:
      return how satisfies never
  }
}

async function stopped(
  { deps, publications, token }: EndContext,
  row: PublicationRow,
  state: 'altered' | 'conflict' | 'rejected' | 'failed',
  reason: string,
  more: Partial<PublicationRow> = {},
): Promise<void> {
  const now = deps.now()
  if (!(await publications.finish(row.id, { state, reason, ...more }, now, token))) return
  await publications.note(row.id, state, reason, now)
  await deps.audit.record({
    by: row.by,
    storyId: row.story_id,
    action: 'story.publish-stopped',
    detail: {
      publicationId: row.id,
      revision: row.revision,
      targetId: row.target_id,
      state,
      reason,
    },
  })
}

/** What the site holds is where the next write starts, also when it is not what was sent (rule B7). */
async function keepSeen({ deps, publications }: EndContext, row: PublicationRow, { copy }: Ended) {
  const known = await publications.copy(row.story_id, row.target_id)
  if (!known || !copy) return
  const state = copy.state === 'live' ? 'live' : known.state
  const seen = { content_hash: copy.hash, remote_url: copy.url, state, revision: row.revision }
  await publications.saveCopy({ ...known, ...seen, updated_at: deps.now() })
}

/** The whole target stops; the job keeps its place in the queue (rule PS3). */
async function paused(
  { deps, publications, targets, token }: EndContext,
  row: PublicationRow,
  { state, reason }: Extract<Stop, { kind: 'paused' }>,
): Promise<void> {
  const now = deps.now()
  const isNew = await targets.pause(row.target_id, reason)
  await publications.finish(row.id, { state, reason, next_attempt_at: now }, now, token)
  await publications.note(row.id, 'paused', reason, now)
  if (!isNew) return
  deps.log.warn({ targetId: row.target_id, reason }, 'a target is paused')
  const detail = { targetId: row.target_id, reason }
  await deps.audit.record({ by: row.by, action: 'target.paused', detail })
}

async function later(
  context: EndContext,
  row: PublicationRow,
  ended: Ended,
  how: Extract<Stop, { kind: 'later' }>,
): Promise<void> {
  const { deps, publications, options, signal } = context
  const now = deps.now()
  if (ended.postponedTo !== undefined) {
    const due = ended.postponedTo
    await publications.note(row.id, 'rescheduled', how.reason, now)
    return wait(context, row, 'scheduled', how.reason, due, { due_at: due })
  }
  // Cut by our own stop: nobody's fault, and the next process looks at once.
  if (signal.aborted) {
    const reason = 'The server was stopped while sending.'
    await publications.note(row.id, 'unknown', reason, now)
    return wait(context, row, 'unknown', reason, now)
  }
  const { tries, since } = await triesOf(context, row)
  const isEarly = ended.goal === 'prepare'
  if (!isEarly && (tries >= MAX_TRIES || now - since > DAY_MS)) {
    const reason = `${how.reason} Given up after ${tries} tries; retry when it works.`
    return stopped(context, row, 'failed', reason)
  }
  const pause = Math.max(
    backoffMs(tries, options.backoffBaseMs, Math.random()),
    how.retryAfterMs ?? 0,
  )
  const at = isEarly ? Math.min(now + pause, row.due_at ?? Infinity) : now + pause
  await publications.note(row.id, how.state === 'queued' ? 'later' : 'unknown', how.reason, now)
  const isMissed = row.due_at !== null && at - row.due_at > MISSED_AFTER_MS
  if (isMissed && row.state !== 'missed') {
    await publications.note(row.id, 'missed', 'It should be out by now and is not.', now)
  }
  return wait(context, row, isMissed ? 'missed' : how.state, how.reason, at)
}

async function wait(
  { deps, publications, token }: EndContext,
  row: PublicationRow,
  state: 'queued' | 'unknown' | 'scheduled' | 'missed',
  reason: string,
  at: number,
  more: Partial<PublicationRow> = {},
): Promise<void> {
  const now = deps.now()
  await publications.finish(row.id, { state, reason, next_attempt_at: at, ...more }, now, token)
  await publications.replaceOutdated(row, now)
}

/** Since a person last asked for it, since its target works again, or since its time came. */
async function triesOf({ deps, publications }: EndContext, row: PublicationRow) {
  const attempts = await publications.attempts([row.id])
  const asked = attempts.findLastIndex(({ outcome }) =>
    ['retry', 'overwrite', 'paused'].includes(outcome),
  )
  const isDue = row.due_at !== null && row.due_at <= deps.now()
  const since = attempts.slice(asked + 1).filter(({ at }) => !isDue || at >= (row.due_at ?? 0))
  return {
    tries: since.filter(({ outcome }) => outcome === 'started').length,
    since: since[0]?.at ?? row.at,
  }
}
