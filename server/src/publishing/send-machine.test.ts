import { describe, expect, test } from 'vitest'
import {
  advance,
  begin,
  type Event,
  type Knowledge,
  type SendState,
  type Verdict,
} from './send-machine.ts'

const NEW: Knowledge = { goal: 'publish', copyId: null, openCreateAt: null, overwrite: false }
const SETTLING = { now: 1_000_000, settleMs: 60_000 }

const after = (state: SendState, ...events: Event[]): SendState =>
  events.reduce((now, event) => advance(now, event, SETTLING), state)

describe('the straight way', () => {
  test('[B3] a new story is looked for, made as a draft, written, read back, confirmed', () => {
    const made = after(begin(NEW), { type: 'found', id: null })
    expect(made).toMatchObject({ phase: { do: 'create' }, openCreateAt: SETTLING.now })
    const written = after(made, { type: 'created', id: '7' }, { type: 'updated' })
    expect(written).toMatchObject({ phase: { do: 'read-back', id: '7' }, openCreateAt: null })
    expect(after(written, { type: 'seen', verdict: 'same' }).phase).toEqual({
      do: 'stop',
      how: { kind: 'done', id: '7' },
    })
  })

  test('[B3] a copy there already is read before it is written', () => {
    const state = begin({ ...NEW, copyId: '7' })
    expect(state.phase).toEqual({ do: 'read', id: '7' })
    expect(after(state, { type: 'seen', verdict: 'base' }).phase.do).toBe('update')
    expect(after(state, { type: 'seen', verdict: 'same' }).phase).toMatchObject({
      how: { kind: 'done' },
    })
  })
})

describe('trouble', () => {
  test('[B3] nothing is made while an earlier create may still come through', () => {
    const open = { ...NEW, openCreateAt: SETTLING.now - 59_999 }
    expect(after(begin(open), { type: 'found', id: null }).phase).toMatchObject({
      how: { kind: 'later', state: 'unknown' },
    })
    const settled = { ...NEW, openCreateAt: SETTLING.now - 60_000 }
    expect(after(begin(settled), { type: 'found', id: null }).phase.do).toBe('create')
  })

  test('[B8] a busy site is tried later, when it says; a refusal is the end', () => {
    const create = after(begin(NEW), { type: 'found', id: null })
    expect(after(create, { type: 'busy', reason: 'busy', retryAfterMs: 9 })).toMatchObject({
      openCreateAt: null,
      phase: { how: { kind: 'later', state: 'queued', retryAfterMs: 9 } },
    })
    expect(after(create, { type: 'refused', reason: 'no' })).toMatchObject({
      openCreateAt: null,
      phase: { how: { kind: 'rejected', reason: 'no' } },
    })
  })

  test('[B4] [B5] after a write, a lost answer is unknown and never simply queued', () => {
    const update = after(begin({ ...NEW, copyId: '7' }), { type: 'seen', verdict: 'base' })
    const lost: Event = { type: 'lost', reason: 'cut' }
    for (const state of [after(update, lost), after(update, { type: 'updated' }, lost)]) {
      expect(state.phase).toMatchObject({ how: { kind: 'later', state: 'unknown' } })
    }
  })

  test('[PS3] a refused account pauses, and what was written before is looked up later', () => {
    const refused: Event = { type: 'account', reason: 'no' }
    expect(after(begin(NEW), refused).phase).toMatchObject({
      how: { kind: 'paused', state: 'queued' },
    })
    const create = after(begin(NEW), { type: 'found', id: null })
    expect(after(create, refused)).toMatchObject({ openCreateAt: null })
    const written = after(
      begin({ ...NEW, copyId: '7' }),
      { type: 'seen', verdict: 'base' },
      { type: 'updated' },
    )
    expect(after(written, refused).phase).toMatchObject({
      how: { kind: 'paused', state: 'unknown' },
    })
  })

  test('[B4] what is read back otherwise is altered, and says what differs', () => {
    const state = after(
      begin({ ...NEW, copyId: '7' }),
      { type: 'seen', verdict: 'base' },
      { type: 'updated' },
      { type: 'seen', verdict: 'changed', detail: 'No picture.' },
    )
    expect(state.phase).toMatchObject({
      how: { kind: 'altered', reason: expect.stringContaining('No picture.') },
    })
  })
})

describe('what somebody did there', () => {
  const known = { ...NEW, copyId: '7' }

  test.for(['changed', 'hidden', 'trashed', 'gone', 'locked'] as const)(
    '[B7] %s: a conflict',
    (verdict: Verdict) => {
      const { phase } = after(begin(known), { type: 'seen', verdict })
      expect(phase).toMatchObject({ how: { kind: 'conflict' } })
    },
  )

  test('[B7] deleted for good, and a person wants it back: looked for, then made anew', () => {
    const state = after(begin({ ...known, overwrite: true }), { type: 'seen', verdict: 'gone' })
    expect(state).toMatchObject({ copyId: null, phase: { do: 'find' } })
    const changed = after(begin({ ...known, overwrite: true }), {
      type: 'seen',
      verdict: 'changed',
    })
    expect(changed.phase).toMatchObject({ how: { kind: 'conflict' } }) // it is not what they saw
  })

  test('[B7] a conditional write that met another version is looked at again', () => {
    const state = after(begin(known), { type: 'seen', verdict: 'base' }, { type: 'moved' })
    expect(state.phase).toMatchObject({ how: { kind: 'later', state: 'queued' } })
  })

  test('[B7] a save in the moment of our write is told after the fact', () => {
    const state = after(
      begin(known),
      { type: 'seen', verdict: 'base' },
      { type: 'updated' },
      { type: 'seen', verdict: 'overtaken', detail: 'It was Desk.' },
    )
    expect(state.phase).toMatchObject({
      how: { kind: 'conflict', reason: expect.stringContaining('It was Desk.') },
    })
  })

  test('an answer that does not belong to the phase is a bug', () => {
    expect(() => after(begin(NEW), { type: 'updated' })).toThrow(RangeError)
  })
})

describe('other goals', () => {
  test('[PS2] a preparation makes the draft and leaves it at that', () => {
    const made = after(
      begin({ ...NEW, goal: 'prepare' }),
      { type: 'found', id: null },
      { type: 'created', id: '7' },
    )
    expect(made.phase).toEqual({ do: 'read-back', id: '7' })
  })

  test('[PS4] a withdrawal makes nothing: what is not there is withdrawn', () => {
    const open = { ...NEW, goal: 'withdraw' as const, openCreateAt: SETTLING.now }
    expect(after(begin(open), { type: 'found', id: null }).phase).toEqual({
      do: 'stop',
      how: { kind: 'done', id: null },
    })
  })
})
