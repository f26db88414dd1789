import { exportPackageSchema, type ExportPackage } from '@dateline/shared/export/package'
import type { StoryId } from '@dateline/shared/ids'
import type { Deps } from '../deps.ts'
import { judgeCopy, seenHash } from './judge-copy.ts'
import { openTarget } from './open-target.ts'
import type { AttemptRow, PublicationRow, PublicationStore } from './publication-store.ts'
import { recheck } from './recheck.ts'
import type { RemoteCopy, RemoteTarget } from './remote-target.ts'
import {
  advance,
  begin,
  type Event,
  type Goal,
  type Knowledge,
  type SendState,
  type Stop,
} from './send-machine.ts'
import type { TargetStore } from './target-store.ts'

export interface SendOptions {
  /** For one request to the site, ms. */
  readonly timeoutMs: number
  /** How long the site may still be working on a request whose answer was lost, ms. */
  readonly settleMs: number
  /** A job is ours this long after its last sign of life, ms; longer than one request. */
  readonly leaseMs: number
}

export interface SendContext {
  readonly deps: Deps
  readonly publications: PublicationStore
  readonly targets: TargetStore
  readonly options: SendOptions
  readonly signal: AbortSignal
  /** What this worker's lease is known by; another's writes are refused (rule B5). */
  readonly token: string
}

/** How an attempt ended, with what the target held when it was last looked at. */
export interface Ended {
  readonly goal: Goal
  readonly how: Stop
  readonly copy?: RemoteCopy
  /** It is not to be sent before this moment after all, ms since epoch (rule PS2). */
  readonly postponedTo?: number
}

/** Another worker holds the job by now: this one says nothing more about it. */
export class LeaseLost extends Error {}

/** What is asked of the target now: a scheduled publication is only prepared before its time. */
export function goalOf(row: PublicationRow, now: number): Goal {
  if (row.action === 'withdraw') return 'withdraw'
  return row.due_at !== null && now < row.due_at ? 'prepare' : 'publish'
}

/**
 * One attempt at one publication: drives the machine, keeps on disk what it knows before each act,
 * and says how it stopped. What that means for the publication is the caller's.
 *
 * @throws LeaseLost
 */
export async function runSendJob(context: SendContext, row: PublicationRow): Promise<Ended> {
  const { deps, publications, targets, options, signal } = context
  const goal = goalOf(row, deps.now())
  const ended = (how: Stop, copy?: RemoteCopy): Ended => ({ goal, how, ...(copy && { copy }) })
  const target = await targets.get(row.target_id)
  if (!target) return ended(rejected('The target was removed. Publish to another one.'))
  const story = exportPackageSchema.parse(JSON.parse(row.package))
  const opened = openTarget(targets, target, story, {
    deps,
    timeoutMs: options.timeoutMs,
    signal,
    publicationId: row.id,
  })
  if (!opened.ok) return ended({ kind: 'paused', state: 'queued', reason: opened.error })
  const later = await postponed(deps, row, goal)
  if (later) return later
  const remote = opened.value
  const known = await knowledge(publications, row, goal)
  let state = begin(known)
  const account = await remote.check()
  if (account.kind !== 'ok') {
    return ended(stopped(advance(state, trouble(account), settling(context))))
  }

  let copy: RemoteCopy | undefined
  for (;;) {
    if (state.phase.do === 'stop') break
    await keepLease(context, row, state)
    const event = await act(context, row, story, remote, state, (seen) => (copy = seen))
    const next = advance(state, event, settling(context))
    await remember(context, row, state, next)
    state = next
  }
  return ended(stopped(state), copy)
}

const rejected = (reason: string): Stop => ({ kind: 'rejected', reason })

const settling = ({ deps, options }: SendContext) => ({
  now: deps.now(),
  settleMs: options.settleMs,
})

function stopped({ phase }: SendState): Stop {
  if (phase.do !== 'stop') throw new RangeError(`still at ${phase.do}`)
  return phase.how
}

/** An embargo that was moved back takes the schedule with it, rather than failing it (rule PS2). */
async function postponed(deps: Deps, row: PublicationRow, goal: Goal): Promise<Ended | undefined> {
  if (row.due_at === null || goal !== 'publish') return undefined
  const until = (await deps.stories.get(row.story_id as StoryId))?.embargoUntil ?? 0
  if (until <= deps.now()) return undefined
  const reason = 'The embargo was moved, and the publication with it.'
  return { goal, how: { kind: 'later', state: 'queued', reason }, postponedTo: until }
}

async function knowledge(
  publications: PublicationStore,
  row: PublicationRow,
  goal: Goal,
): Promise<Knowledge> {
  const all = await publications.toTarget(row.story_id, row.target_id)
  const attempts = await publications.attempts(all.map(({ id }) => id))
  const copy = await publications.copy(row.story_id, row.target_id)
  const create = attempts.findLast(({ outcome }) => outcome.startsWith('create-'))
  return {
    goal,
    copyId: copy?.remote_id ?? null,
    openCreateAt: create?.outcome === 'create-sent' ? create.at : null,
    overwrite: isOverwrite(attempts.filter(({ publication_id }) => publication_id === row.id)),
  }
}

/** A person has answered the last conflict with "take ours". */
export function isOverwrite(attempts: readonly Pick<AttemptRow, 'outcome'>[]): boolean {
  const last = attempts.findLast(({ outcome }) => ['conflict', 'overwrite'].includes(outcome))
  return last?.outcome === 'overwrite'
}

/** Also the fence: whoever has lost the job finds out here, before the next act. */
async function keepLease(
  { deps, publications, options, token }: SendContext,
  row: PublicationRow,
  { phase }: SendState,
): Promise<void> {
  const now = deps.now()
  const held = phase.do === 'read-back' ? 'sent' : 'sending'
  const isOurs = await publications.holding(row.id, token, held, now + options.leaseMs, now)
  if (!isOurs) throw new LeaseLost()
}

/** Does what the phase says. Approvals are looked at again right before each write (rule B6). */
async function act(
  context: SendContext,
  row: PublicationRow,
  story: ExportPackage,
  remote: RemoteTarget,
  { phase, goal, overwrite }: SendState,
  seen: (copy: RemoteCopy) => void,
): Promise<Event> {
  const { deps, publications } = context
  const now = deps.now()
  switch (phase.do) {
    case 'find': {
      const answer = await remote.find()
      return answer.kind === 'ok' ? { type: 'found', id: answer.value } : trouble(answer)
    }
    case 'create': {
      const objection = await recheck(deps, story, goal)
      if (objection !== undefined) return { type: 'refused', reason: objection }
      await publications.note(row.id, 'create-sent', 'Making the post, as a draft.', now)
      const answer = await remote.create()
      return answer.kind === 'ok' ? { type: 'created', id: answer.value } : trouble(answer)
    }
    case 'update': {
      const objection = await recheck(deps, story, goal)
      if (objection !== undefined) return { type: 'refused', reason: objection }
      await publications.note(row.id, 'writing', WRITING[goal], now)
      const answer = await remote.update(phase.id, goal)
      return answer.kind === 'ok' ? { type: 'updated' } : trouble(answer)
    }
    case 'read':
    case 'read-back': {
      const answer = await remote.read(phase.id)
      if (answer.kind !== 'ok') return trouble(answer)
      seen(answer.value)
      const isBack = phase.do === 'read-back'
      const judged = { publications, row, story, remote, goal, overwrite, isBack }
      return { type: 'seen', ...(await judgeCopy(judged, answer.value)) }
    }
    case 'stop':
      throw new RangeError('nothing to do after the end')
    default:
      return phase satisfies never
  }
}

const WRITING: Readonly<Record<Goal, string>> = {
  publish: 'Writing the story and making it public.',
  prepare: 'Writing the story into a draft that no reader sees.',
  withdraw: 'Taking the story off the site.',
}

function trouble(answer: {
  readonly kind: 'refused' | 'account' | 'conflict' | 'moved' | 'busy' | 'lost'
  readonly reason?: string
  readonly retryAfterMs?: number
}): Event {
  const { kind, reason = '', retryAfterMs } = answer
  if (kind === 'moved') return { type: 'moved' }
  if (kind === 'refused' || kind === 'account' || kind === 'conflict') {
    return { type: kind, reason }
  }
  return { type: kind, reason, ...(retryAfterMs !== undefined && { retryAfterMs }) }
}

/** Puts on disk what the next act, or the next process, must know. */
async function remember(
  { deps, publications }: SendContext,
  row: PublicationRow,
  before: SendState,
  after: SendState,
): Promise<void> {
  const now = deps.now()
  if (after.copyId !== before.copyId) {
    if (after.copyId === null) await publications.forgetCopy(row.story_id, row.target_id)
    else {
      await publications.saveCopy({
        story_id: row.story_id,
        target_id: row.target_id,
        remote_id: after.copyId,
        remote_url: null,
        content_hash: null,
        updated_at: now,
        state: null,
        etag: null,
        revision: null,
      })
    }
  }
  if (before.phase.do === 'create' && after.openCreateAt === null) {
    const detail = after.copyId === null ? 'No post was made.' : `Made post ${after.copyId}.`
    await publications.note(row.id, 'create-settled', detail, now)
  }
}

/** Of a conflict: all that "take ours" may then overwrite. */
export const conflictHash = ({ copy }: Ended): string | null => (copy ? seenHash(copy) : null)
