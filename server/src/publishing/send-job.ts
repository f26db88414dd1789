import { exportPackageSchema, type ExportPackage } from '@dateline/shared/export/package'
import type { Deps } from '../deps.ts'
import { confirmPublication } from './confirm-publication.ts'
import { openTarget } from './open-target.ts'
import type { AttemptRow, PublicationRow, PublicationStore } from './publication-store.ts'
import { recheck } from './recheck.ts'
import type { RemoteCopy, RemoteTarget } from './remote-target.ts'
import {
  advance,
  begin,
  type Event,
  type Knowledge,
  type SendState,
  type Stop,
  type Verdict,
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
}

/**
 * One attempt at one publication: drives the machine, keeps on disk what it knows before each act,
 * and says how it stopped. `confirmed` is already recorded; the rest is the caller's.
 */
export async function runSendJob(context: SendContext, row: PublicationRow): Promise<Stop> {
  const { deps, publications, targets, options, signal } = context
  const target = await targets.get(row.target_id)
  if (!target) return failed('The target was removed. Publish to another one.')
  const story = exportPackageSchema.parse(JSON.parse(row.package))
  const opened = openTarget(targets, target, story, { timeoutMs: options.timeoutMs, signal })
  if (!opened.ok) return failed(opened.error)
  const remote = opened.value
  const account = await remote.check()
  if (account.kind === 'refused') return failed(account.reason)
  if (account.kind !== 'ok') {
    return { ...account, kind: 'later', state: row.state === 'unknown' ? 'unknown' : 'queued' }
  }

  let state = begin(await knowledge(publications, row))
  let lastSeen: RemoteCopy | undefined
  for (;;) {
    if (state.phase.do === 'stop') break
    await keepLease(context, row, state)
    const event = await act(context, row, story, remote, state, (copy) => (lastSeen = copy))
    const next = advance(state, event, { now: deps.now(), settleMs: options.settleMs })
    await remember(context, row, state, next)
    state = next
  }
  const { how } = state.phase
  if (how.kind === 'confirmed') {
    const copy = { id: how.id, url: lastSeen?.url ?? null, hash: remote.payloadHash }
    await confirmPublication(deps, row, target, copy)
  }
  return how
}

const failed = (reason: string): Stop => ({ kind: 'failed', reason, isConflict: false })

async function knowledge(publications: PublicationStore, row: PublicationRow): Promise<Knowledge> {
  const all = await publications.toTarget(row.story_id, row.target_id)
  const attempts = await publications.attempts(all.map(({ id }) => id))
  const copy = await publications.copy(row.story_id, row.target_id)
  const create = attempts.findLast(({ outcome }) => outcome.startsWith('create-'))
  return {
    copyId: copy?.remote_id ?? null,
    openCreateAt: create?.outcome === 'create-sent' ? create.at : null,
    overwrite: isOverwrite(attempts.filter(({ publication_id }) => publication_id === row.id)),
  }
}

/** A person has answered the last conflict with a retry. */
function isOverwrite(attempts: readonly AttemptRow[]): boolean {
  const last = attempts.findLast(({ outcome }) => ['conflict', 'overwrite'].includes(outcome))
  return last?.outcome === 'overwrite'
}

async function keepLease(
  { deps, publications, options }: SendContext,
  row: PublicationRow,
  { phase }: SendState,
): Promise<void> {
  const now = deps.now()
  const held = phase.do === 'read-back' ? 'sent' : 'sending'
  await publications.holding(row.id, held, now + options.leaseMs, now)
}

/** Does what the phase says. Approvals are looked at again right before each write (rule B6). */
async function act(
  context: SendContext,
  row: PublicationRow,
  story: ExportPackage,
  remote: RemoteTarget,
  { phase }: SendState,
  seen: (copy: RemoteCopy) => void,
): Promise<Event> {
  switch (phase.do) {
    case 'find': {
      const answer = await remote.find()
      return answer.kind === 'ok' ? { type: 'found', id: answer.value } : trouble(answer)
    }
    case 'create': {
      const objection = await recheck(context.deps, story)
      if (objection !== undefined) return { type: 'refused', reason: objection }
      const now = context.deps.now()
      await context.publications.note(row.id, 'create-sent', 'Making the post, as a draft.', now)
      const answer = await remote.create()
      return answer.kind === 'ok' ? { type: 'created', id: answer.value } : trouble(answer)
    }
    case 'update': {
      const objection = await recheck(context.deps, story)
      if (objection !== undefined) return { type: 'refused', reason: objection }
      const answer = await remote.update(phase.id)
      return answer.kind === 'ok' ? { type: 'updated' } : trouble(answer)
    }
    case 'read':
    case 'read-back': {
      const answer = await remote.read(phase.id)
      if (answer.kind !== 'ok') return trouble(answer)
      seen(answer.value)
      return { type: 'seen', verdict: await judgeCopy(context, row, remote, answer.value) }
    }
    case 'stop':
      throw new RangeError('nothing to do after the end')
    default:
      return phase satisfies never
  }
}

function trouble(answer: {
  readonly kind: 'refused' | 'busy' | 'lost'
  readonly reason: string
  readonly retryAfterMs?: number
}): Event {
  const { kind, ...rest } = answer
  return { type: kind, ...rest }
}

/** What the copy there is to us (rule B7): ours as sent, as we left it, or somebody else's by now. */
async function judgeCopy(
  { publications, targets }: SendContext,
  row: PublicationRow,
  remote: RemoteTarget,
  copy: RemoteCopy,
): Promise<Verdict> {
  if (copy.state === 'gone' || copy.state === 'trashed') return copy.state
  if (copy.state === 'live' && copy.hash === remote.payloadHash) return 'same'
  if (copy.isOurDraft) return 'base'
  const known = await publications.copy(row.story_id, row.target_id)
  if (copy.state === 'hidden') return 'hidden'
  if (copy.hash === known?.content_hash) return 'base'
  // An earlier revision whose confirmation never reached us is ours as well.
  const target = await targets.get(row.target_id)
  for (const earlier of await publications.toTarget(row.story_id, row.target_id)) {
    const story = exportPackageSchema.parse(JSON.parse(earlier.package))
    const opened = target && openTarget(targets, target, story)
    if (opened?.ok && opened.value.payloadHash === copy.hash) return 'base'
  }
  return 'changed'
}

/** Puts on disk what the next act, or the next process, must know. */
async function remember(
  { deps, publications }: SendContext,
  row: PublicationRow,
  before: SendState,
  after: SendState,
): Promise<void> {
  const now = deps.now()
  const copyKeys = { story_id: row.story_id, target_id: row.target_id }
  if (after.copyId !== before.copyId) {
    if (after.copyId === null) await publications.forgetCopy(row.story_id, row.target_id)
    else {
      await publications.saveCopy({
        ...copyKeys,
        remote_id: after.copyId,
        remote_url: null,
        content_hash: null,
        updated_at: now,
        state: 'draft',
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
