import { describe, expect, test } from 'vitest'
import { advance, NEW_SAVE_MODEL, saveState, type SaveEvent, type SaveState } from './save-state.ts'

const AT = Date.UTC(2025, 10, 6, 14, 5, 12)

const after = (...events: SaveEvent[]): SaveState =>
  saveState(events.reduce(advance, NEW_SAVE_MODEL))

const loaded = (changes = 0): SaveEvent => ({ kind: 'loaded', changes, kept: 'device' })
const edited: SaveEvent = { kind: 'edited' }
const kept = (edits: number): SaveEvent => ({ kind: 'kept', edits })
const connected: SaveEvent = { kind: 'connected' }
const disconnected: SaveEvent = { kind: 'disconnected' }
const sent = (frame: 'step-2' | 'update' = 'update'): SaveEvent => ({ kind: 'sent', frame })
const acknowledged = (count: number): SaveEvent => ({ kind: 'acknowledged', count, at: AT })
const opened = [loaded(), connected, sent('step-2'), acknowledged(1)]

describe('"Saved" means the server has it on disk [Y3]', () => {
  test('never before the acknowledgement', () => {
    expect(after()).toEqual({ tag: 'loading' })
    expect(after(loaded())).toEqual({ tag: 'connecting' })
    expect(after(loaded(), connected)).toEqual({ tag: 'connecting' })
    expect(after(loaded(), connected, sent('step-2'))).toEqual({ tag: 'connecting' })
    expect(after(...opened)).toEqual({ tag: 'saved', at: AT })
  })

  test('an edit is saving from the keystroke, batched or not, until its own frame is acknowledged', () => {
    expect(after(...opened, edited)).toEqual({ tag: 'saving' })
    expect(after(...opened, edited, acknowledged(1))).toEqual({ tag: 'saving' })
    expect(after(...opened, edited, sent())).toEqual({ tag: 'saving' })
    expect(after(...opened, edited, sent(), acknowledged(1))).toEqual({ tag: 'saving' })
    expect(after(...opened, edited, sent(), acknowledged(2))).toEqual({ tag: 'saved', at: AT })
  })

  test('an acknowledged update alone does not count while the server still lacks what came before', () => {
    const state = after(loaded(3), connected, edited, sent(), acknowledged(1))
    expect(state).toEqual({ tag: 'saving' })
  })

  test('acknowledgements that arrive late or twice move nothing back', () => {
    const typed = [...opened, edited, sent(), edited, sent()]
    expect(after(...typed, acknowledged(3), acknowledged(2))).toEqual({ tag: 'saved', at: AT })
  })
})

describe('offline [Y4]', () => {
  test('counts what waits on this device, from before and from now', () => {
    expect(after(loaded(5), disconnected, edited, kept(1))).toEqual({
      tag: 'offline',
      changes: 6,
      kept: 'device',
    })
  })

  test('what was sent and not acknowledged waits as well', () => {
    const cut = [...opened, edited, sent(), kept(1), disconnected]
    expect(after(...cut)).toMatchObject({ changes: 1 })
  })

  test('counts nothing as kept on the device before the device has written it', () => {
    const typed = [loaded(5), disconnected, edited, edited, edited]
    expect(after(...typed)).toMatchObject({ changes: 5 })
    expect(after(...typed, kept(2))).toMatchObject({ changes: 7 })
    expect(after(...typed, kept(2), kept(1))).toMatchObject({ changes: 7 })
    expect(after(...typed, kept(2), { kind: 'notKept' })).toEqual({
      tag: 'offline',
      changes: 8,
      kept: 'tab',
    })
  })

  test('a late word from the device about edits that are saved by now counts for no new one', () => {
    const saved = [...opened, edited, sent(), acknowledged(2)]
    expect(after(...saved, disconnected, edited, kept(1))).toMatchObject({ changes: 0 })
  })

  test('says so when the browser keeps nothing', () => {
    const state = after({ kind: 'loaded', changes: 0, kept: 'tab' }, disconnected, edited)
    expect(state).toEqual({ tag: 'offline', changes: 1, kept: 'tab' })
  })

  test('back again: saving, then merged with the number, then saved from the next edit on', () => {
    const back = [loaded(2), disconnected, edited, connected, sent('step-2')]
    expect(after(...back)).toEqual({ tag: 'saving' })
    expect(after(...back, acknowledged(1))).toEqual({ tag: 'merged', changes: 3 })
    const next = [...back, acknowledged(1), edited, sent(), acknowledged(2)]
    expect(after(...next)).toEqual({ tag: 'saved', at: AT })
  })

  test('counts of an old connection mean nothing on a new one', () => {
    const again = [...opened, disconnected, connected, edited, sent('step-2')]
    expect(after(...again)).toEqual({ tag: 'saving' })
  })
})

describe('refusals [Y12]', () => {
  const refused: SaveEvent = { kind: 'refused', code: 4409, reason: 'foreign-author' }

  test('stay, whatever arrives later, and count what is not saved', () => {
    expect(after(...opened, edited, sent(), refused, disconnected, edited)).toEqual({
      tag: 'refused',
      code: 4409,
      reason: 'foreign-author',
      changes: 2,
    })
  })

  test('a tab that is out of date stays out of date', () => {
    expect(after(loaded(), connected, { kind: 'outOfDate' }, acknowledged(9))).toEqual({
      tag: 'outOfDate',
      changes: 0,
    })
  })
})

test('a reader is told that they are up to date, never that something was saved', () => {
  const hello: SaveEvent = { kind: 'hello', canWrite: false }
  expect(after(loaded(), connected, hello)).toEqual({ tag: 'connecting' })
  expect(after(loaded(), connected, hello, sent('step-2'))).toEqual({ tag: 'reading' })
})
