/**
 * One attempt to bring a package to a target, as a pure machine: the phase says what to do next,
 * each event what came of it (rules B3–B8, PS1–PS3). It holds no story and no network, so any order of
 * answers, losses and crashes can be tried on it.
 */
export type Phase =
  | { readonly do: 'find' }
  | { readonly do: 'create' }
  | { readonly do: 'read'; readonly id: string }
  | { readonly do: 'update'; readonly id: string }
  | { readonly do: 'read-back'; readonly id: string }
  | { readonly do: 'stop'; readonly how: Stop }

/**
 * What the copy there shall become. `prepare`: everything is in place, but no reader can see it;
 * `withdraw`: readers cannot see it any more, its words untouched.
 */
export type Goal = 'publish' | 'prepare' | 'withdraw'

export type Stop =
  /** The goal is reached and was read back; `id` is null when a withdrawal found nothing to take off. */
  | { readonly kind: 'done'; readonly id: string | null }
  | { readonly kind: 'altered'; readonly reason: string }
  | { readonly kind: 'conflict'; readonly reason: string }
  | { readonly kind: 'rejected'; readonly reason: string }
  /** The account there is refused: nothing of any story goes through. */
  | { readonly kind: 'paused'; readonly state: 'queued' | 'unknown'; readonly reason: string }
  | {
      readonly kind: 'later'
      /** `unknown`: something may have been written. */
      readonly state: 'queued' | 'unknown'
      readonly reason: string
      readonly retryAfterMs?: number
    }

/**
 * What the copy there is to us. `same`: as the goal wants it; `base`: as we last left it, or as a
 * person has seen it and wants it replaced; `overtaken`: somebody saved while we wrote.
 */
export type Verdict =
  | 'same'
  | 'base'
  | 'changed'
  | 'trashed'
  | 'hidden'
  | 'gone'
  | 'locked'
  | 'overtaken'

export type Event =
  | { readonly type: 'found'; readonly id: string | null }
  | { readonly type: 'created'; readonly id: string }
  /** `detail`: in words, what differs or who was there. */
  | { readonly type: 'seen'; readonly verdict: Verdict; readonly detail?: string }
  | { readonly type: 'updated' }
  /** A conditional write was refused: the copy is another than the one that was read. */
  | { readonly type: 'moved' }
  | { readonly type: 'busy' | 'lost'; readonly reason: string; readonly retryAfterMs?: number }
  | { readonly type: 'refused' | 'account' | 'conflict'; readonly reason: string }

/** What is known between attempts; all of it is on disk before the act that it tells of. */
export interface Knowledge {
  readonly goal: Goal
  /** Id of our copy there. */
  readonly copyId: string | null
  /** When a create was sent whose outcome nobody knows, ms since epoch. */
  readonly openCreateAt: number | null
  /** A person has seen what became of the copy there, and wants ours. */
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
  if (isTrouble(event)) return afterTrouble(state, event)
  const { phase } = state
  if (phase.do === 'find' && event.type === 'found') return afterFind(state, event.id, settling)
  if (phase.do === 'create' && event.type === 'created') return afterCreate(state, event.id)
  if (phase.do === 'read' && event.type === 'seen') return afterRead(state, phase.id, event)
  if (phase.do === 'update' && event.type === 'updated') {
    return { ...state, phase: { do: 'read-back', id: phase.id } }
  }
  if (phase.do === 'update' && event.type === 'moved') {
    const reason = 'Somebody saved the post on the site just now; it is looked at again.'
    return stop(state, { kind: 'later', state: 'queued', reason })
  }
  if (phase.do === 'read-back' && event.type === 'seen') {
    return afterReadBack(state, phase.id, event)
  }
  throw new RangeError(`${event.type} after ${phase.do}`)
}

type Seen = Extract<Event, { type: 'seen' }>
type Trouble = Extract<Event, { reason: string }>

const isTrouble = (event: Event): event is Trouble => 'reason' in event

function afterFind(state: SendState, id: string | null, { now, settleMs }: Settling): SendState {
  if (id !== null) return { ...state, copyId: id, openCreateAt: null, phase: { do: 'read', id } }
  // What a late create would make is a draft, so there is nothing that readers could see.
  if (state.goal === 'withdraw') return stop(state, { kind: 'done', id: null })
  if (state.openCreateAt !== null && now - state.openCreateAt < settleMs) {
    const reason = 'The site may still be working on our first try, so nothing is made anew yet.'
    return stop(state, { kind: 'later', state: 'unknown', reason })
  }
  return { ...state, openCreateAt: now, phase: { do: 'create' } }
}

function afterCreate(state: SendState, id: string): SendState {
  // It is made as a draft with everything in it, which is all that a preparation wants.
  const next = state.goal === 'prepare' ? 'read-back' : 'update'
  return { ...state, copyId: id, openCreateAt: null, phase: { do: next, id } }
}

function afterRead(state: SendState, id: string, { verdict, detail }: Seen): SendState {
  if (verdict === 'same') return stop(state, { kind: 'done', id })
  if (verdict === 'base') return { ...state, phase: { do: 'update', id } }
  // Deleted for good, and a person wants it back: it is looked for once more, then made anew.
  if (verdict === 'gone' && state.overwrite) {
    return { ...state, copyId: null, phase: { do: 'find' } }
  }
  return stop(state, { kind: 'conflict', reason: withDetail(CONFLICT[verdict], detail) })
}

function afterReadBack(state: SendState, id: string, { verdict, detail }: Seen): SendState {
  if (verdict === 'same') return stop(state, { kind: 'done', id })
  if (verdict === 'overtaken') {
    return stop(state, { kind: 'conflict', reason: withDetail(CONFLICT.overtaken, detail) })
  }
  return stop(state, { kind: 'altered', reason: withDetail(ALTERED, detail) })
}

function afterTrouble(state: SendState, event: Trouble): SendState {
  const { phase } = state
  // Only an answer that is lost leaves it open whether there is a post now.
  const settled =
    phase.do === 'create' && event.type !== 'lost' ? { ...state, openCreateAt: null } : state
  const wrote = phase.do === 'read-back' || (event.type === 'lost' && phase.do === 'update')
  const open = wrote || settled.openCreateAt !== null ? 'unknown' : 'queued'
  if (event.type === 'account') {
    return stop(settled, { kind: 'paused', state: open, reason: event.reason })
  }
  if (event.type === 'conflict') return stop(settled, { kind: 'conflict', reason: event.reason })
  if (event.type === 'refused') return stop(settled, { kind: 'rejected', reason: event.reason })
  return stop(settled, {
    kind: 'later',
    state: open,
    reason: event.reason,
    ...('retryAfterMs' in event &&
      event.retryAfterMs !== undefined && { retryAfterMs: event.retryAfterMs }),
  })
}

const stop = (state: SendState, how: Stop): SendState => ({ ...state, phase: { do: 'stop', how } })

const withDetail = (reason: string, detail: string | undefined): string =>
  detail === undefined ? reason : `${reason} ${detail}`

const ALTERED =
  'The site took the story but holds something else than was sent: a plug-in there may change posts, or the account may not write all of it.'

const CONFLICT: Readonly<Record<Exclude<Verdict, 'same' | 'base'>, string>> = {
  changed: 'Somebody changed the post on the site since our last publication.',
  hidden: 'Somebody took the post offline on the site since our last publication.',
  trashed: 'Somebody put the post into the site’s trash.',
  gone: 'The post was deleted on the site for good.',
  locked:
    'The site does not let our account change this post any more: its byline may have been given to somebody else.',
  overtaken: 'Somebody saved the post on the site in the moment in which we wrote it.',
}
