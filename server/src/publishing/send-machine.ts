/**
 * One attempt to bring a package to a site, as a pure machine: the phase says what to do next, each
 * event what came of it (rules B3–B8). It holds no story and no network, so any order of answers,
 * losses and crashes can be tried on it.
 */
export type Phase =
  | { readonly do: 'find' }
  | { readonly do: 'create' }
  | { readonly do: 'read'; readonly id: string }
  | { readonly do: 'update'; readonly id: string }
  | { readonly do: 'read-back'; readonly id: string }
  | { readonly do: 'stop'; readonly how: Stop }

export type Stop =
  | { readonly kind: 'confirmed'; readonly id: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly isConflict: boolean }
  | {
      readonly kind: 'later'
      /** `unknown`: something may have been written. */
      readonly state: 'queued' | 'unknown'
      readonly reason: string
      readonly retryAfterMs?: number
    }

/** What the copy there is to us. `same`: what we would write; `base`: what we last left there. */
export type Verdict = 'same' | 'base' | 'changed' | 'trashed' | 'hidden' | 'gone'

export type Event =
  | { readonly type: 'found'; readonly id: string | null }
  | { readonly type: 'created'; readonly id: string }
  | { readonly type: 'seen'; readonly verdict: Verdict }
  | { readonly type: 'updated' }
  | { readonly type: 'busy' | 'lost'; readonly reason: string; readonly retryAfterMs?: number }
  | { readonly type: 'refused'; readonly reason: string }

/** What is known between attempts; all of it is on disk before the act that it tells of. */
export interface Knowledge {
  /** Id of our copy there. */
  readonly copyId: string | null
  /** When a create was sent whose outcome nobody knows, ms since epoch. */
  readonly openCreateAt: number | null
  /** A person has seen that the copy there was changed, and wants ours. */
  readonly overwrite: boolean
}

export interface SendState extends Knowledge {
  readonly phase: Phase
}

/** An open create may come through until this long after it was sent: the site's own time limit. */
export interface Settling {
  readonly now: number
  readonly settleMs: number
}

export function begin(known: Knowledge): SendState {
  const phase: Phase = known.copyId === null ? { do: 'find' } : { do: 'read', id: known.copyId }
  return { ...known, phase }
}

/** @throws RangeError when the event cannot come of the phase: that is a bug */
export function advance(state: SendState, event: Event, settling: Settling): SendState {
  if (event.type === 'busy' || event.type === 'lost' || event.type === 'refused') {
    return afterTrouble(state, event)
  }
  const { phase } = state
  if (phase.do === 'find' && event.type === 'found') return afterFind(state, event.id, settling)
  if (phase.do === 'create' && event.type === 'created') {
    const { id } = event
    return { ...state, copyId: id, openCreateAt: null, phase: { do: 'update', id } }
  }
  if (phase.do === 'read' && event.type === 'seen') return afterRead(state, phase.id, event.verdict)
  if (phase.do === 'update' && event.type === 'updated') {
    return { ...state, phase: { do: 'read-back', id: phase.id } }
  }
  if (phase.do === 'read-back' && event.type === 'seen') {
    return event.verdict === 'same'
      ? stop(state, { kind: 'confirmed', id: phase.id })
      : fail(state, ALTERED)
  }
  throw new RangeError(`${event.type} after ${phase.do}`)
}

function afterFind(state: SendState, id: string | null, { now, settleMs }: Settling): SendState {
  if (id !== null) return { ...state, copyId: id, openCreateAt: null, phase: { do: 'read', id } }
  if (state.openCreateAt !== null && now - state.openCreateAt < settleMs) {
    const reason = 'The site may still be working on our first try, so nothing is made anew yet.'
    return stop(state, { kind: 'later', state: 'unknown', reason })
  }
  return { ...state, openCreateAt: now, phase: { do: 'create' } }
}

function afterRead(state: SendState, id: string, verdict: Verdict): SendState {
  if (verdict === 'same') return stop(state, { kind: 'confirmed', id })
  if (verdict === 'base') return { ...state, phase: { do: 'update', id } }
  if (!state.overwrite)
    return stop(state, { kind: 'failed', reason: CONFLICT[verdict], isConflict: true })
  // Deleted for good, and a person wants it back: it is looked for once more, then made anew.
  if (verdict === 'gone') return { ...state, copyId: null, phase: { do: 'find' } }
  return { ...state, phase: { do: 'update', id } }
}

function afterTrouble(state: SendState, event: Extract<Event, { reason: string }>): SendState {
  const { phase } = state
  // Only an answer that is lost leaves it open whether there is a post now.
  const settled =
    phase.do === 'create' && event.type !== 'lost' ? { ...state, openCreateAt: null } : state
  if (event.type === 'refused') return fail(settled, event.reason)
  const wrote = phase.do === 'read-back' || (event.type === 'lost' && phase.do === 'update')
  return stop(settled, {
    kind: 'later',
    state: wrote || settled.openCreateAt !== null ? 'unknown' : 'queued',
    reason: event.reason,
    ...(event.retryAfterMs !== undefined && { retryAfterMs: event.retryAfterMs }),
  })
}

const stop = (state: SendState, how: Stop): SendState => ({ ...state, phase: { do: 'stop', how } })

const fail = (state: SendState, reason: string): SendState =>
  stop(state, { kind: 'failed', reason, isConflict: false })

const ALTERED =
  'The site accepted the story but holds something else than was sent: a plug-in there may change posts, or the account may not write all of it. Look at the post, then send it again.'

const RETRY = 'To send this version all the same overwrites it.'
const CONFLICT: Readonly<Record<Exclude<Verdict, 'same' | 'base'>, string>> = {
  changed: `Somebody changed the post on the site since our last publication. ${RETRY}`,
  hidden: `Somebody took the post offline on the site since our last publication. ${RETRY}`,
  trashed: `Somebody put the post into the site's trash. To send this version all the same takes it out and overwrites it.`,
  gone: `The post was deleted on the site for good. To send this version all the same makes a new one.`,
}
