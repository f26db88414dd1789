import { describe, expect, test } from 'vitest'
import { advance, begin, type Event, type SendState, type Verdict } from './send-machine.ts'

const NEW = { copyId: null, openCreateAt: null, overwrite: false }
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
      how: { kind: 'confirmed', id: '7' },
    })
  })

  test('[B3] a copy there already is read before it is written', () => {
    const state = begin({ ...NEW, copyId: '7' })
    expect(state.phase).toEqual({ do: 'read', id: '7' })
    expect(after(state, { type: 'seen', verdict: 'base' }).phase.do).toBe('update')
    expect(after(state, { type: 'seen', verdict: 'same' }).phase).toMatchObject({
      how: { kind: 'confirmed' },
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
      phase: { how: { kind: 'failed', reason: 'no', isConflict: false } },
    })
  })

  test('[B4] [B5] after a write, a lost answer is unknown and never simply queued', () => {
    const update = after(begin({ ...NEW, copyId: '7' }), { type: 'seen', verdict: 'base' })
    const lost: Event = { type: 'lost', reason: 'cut' }
    for (const state of [after(update, lost), after(update, { type: 'updated' }, lost)]) {
      expect(state.phase).toMatchObject({ how: { kind: 'later', state: 'unknown' } })
    }
  })

  test('[B4] what is read back otherwise is not confirmed', () => {
    const state = after(
      begin({ ...NEW, copyId: '7' }),
      { type: 'seen', verdict: 'base' },
      { type: 'updated' },
      { type: 'seen', verdict: 'changed' },
    )
    expect(state.phase).toMatchObject({ how: { kind: 'failed', isConflict: false } })
  })
})

describe('what somebody did there', () => {
  test.for(['changed', 'hidden', 'trashed', 'gone'] as const)(
    '[B7] %s: a conflict first, overwritten on a retry',
    (verdict: Verdict) => {
      const seen: Event = { type: 'seen', verdict }
      expect(after(begin({ ...NEW, copyId: '7' }), seen).phase).toMatchObject({
        how: { kind: 'failed', isConflict: true },
      })
      const knowing = after(begin({ ...NEW, copyId: '7', overwrite: true }), seen)
      expect(knowing.phase.do).toBe(verdict === 'gone' ? 'find' : 'update')
    },
  )

  test('an answer that does not belong to the phase is a bug', () => {
    expect(() => after(begin(NEW), { type: 'updated' })).toThrow(RangeError)
  })
})
