// @vitest-environment happy-dom
import { mintFactId, userIdSchema } from '@dateline/shared/ids'
import { MESSAGE_AWARENESS, MESSAGE_SYNC, type RecordMessage } from '@dateline/shared/sync/protocol'
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { FakeServer } from './fake-server.ts'
import { StorySession, type Refusal } from './story-session.ts'

const AT = Date.UTC(2025, 10, 6, 14, 5, 12)

let server: FakeServer
let session: StorySession
let refusal: Refusal | undefined

beforeEach(async () => {
  vi.useFakeTimers()
  refusal = undefined
  server = new FakeServer()
  vi.stubGlobal('WebSocket', server.Socket)
  vi.stubGlobal('indexedDB', undefined)
  session = new StorySession({
    storyId: 'story',
    user: { id: userIdSchema.parse('ann'), name: 'Ann', color: '#336699', role: 'reporter' },
    timeZone: 'UTC',
    syncUrl: 'ws://server.invalid/sync',
    whyRefused: async () => refusal,
  })
  await session.open()
})

afterEach(() => {
  session.destroy()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const write = () => {
  const id = mintFactId()
  session.story.facts.create({ id, type: 'place', label: 'Doha' }, session.origin)
}

test('saved exactly when the server has acknowledged all that was sent [Y3]', () => {
  expect(session.saveState.list()).toEqual({ tag: 'connecting' })
  server.open()
  server.acknowledge(AT)
  expect(session.saveState.list()).toEqual({ tag: 'saved', at: AT })
  write()
  expect(session.saveState.list()).toEqual({ tag: 'saving' })
  server.acknowledge(AT + 1)
  expect(session.saveState.list()).toEqual({ tag: 'saved', at: AT + 1 })
})

const updateFrames = () => server.socket.frames.filter((frame) => frame[0] === 0 && frame[1] === 2)

test('a lone edit goes out at once, what follows within 40 ms together, and all of it is saved [Y20]', () => {
  server.open()
  server.acknowledge(AT)
  for (let edit = 0; edit < 10; edit += 1) write()
  expect(updateFrames().length).toBe(1)
  server.acknowledge(AT + 1)
  expect(session.saveState.list()).toEqual({ tag: 'saving' })
  vi.advanceTimersByTime(40)
  expect(updateFrames().length).toBe(2)
  expect(server.doc.getMap('facts').size).toBe(10)
  server.acknowledge(AT + 2)
  expect(session.saveState.list()).toEqual({ tag: 'saved', at: AT + 2 })
  vi.advanceTimersByTime(1_000)
  write()
  expect(updateFrames().length).toBe(3)
})

test.each(['blur', 'pagehide', 'visibilitychange'])('%s sends what waits [Y20]', (event) => {
  server.open()
  write()
  write()
  expect(server.doc.getMap('facts').size).toBe(1)
  globalThis.dispatchEvent(new Event(event))
  expect(server.doc.getMap('facts').size).toBe(2)
})

test('what waited when the connection broke is counted, kept and sent with the next [Y20]', () => {
  server.open()
  server.acknowledge(AT)
  write()
  write()
  server.socket.close()
  expect(session.saveState.list()).toMatchObject({ tag: 'offline', changes: 2 })
  vi.advanceTimersByTime(3_000)
  server.open()
  server.acknowledge(AT + 1)
  expect(server.doc.getMap('facts').size).toBe(2)
  expect(session.saveState.list()).toEqual({ tag: 'merged', changes: 2 })
})

test('one speaks only for oneself: what is heard of others is not repeated to the server [Y9]', () => {
  server.open()
  const others = new Awareness(new Y.Doc())
  others.setLocalState({ field: 'body' })
  const before = server.socket.frames.length
  applyAwarenessUpdate(
    session.awareness,
    encodeAwarenessUpdate(others, [others.clientID]),
    'server',
  )
  vi.advanceTimersByTime(100)
  expect(server.socket.frames.length).toBe(before)
  session.enter('headline')
  vi.advanceTimersByTime(100)
  expect(server.socket.frames.length).toBe(before + 1)
  others.destroy()
})

const placeFrames = () => server.socket.frames.filter((frame) => frame[0] === MESSAGE_AWARENESS)

test('a caret that stands where it stood is not said again, but in time not to be taken for gone', () => {
  server.open()
  vi.advanceTimersByTime(100)
  const before = placeFrames().length
  const stand = (at: number) => {
    session.awareness.setLocalStateField('cursor', { at })
    vi.advanceTimersByTime(100)
  }
  stand(1)
  for (let letter = 0; letter < 10; letter += 1) stand(1)
  expect(placeFrames().length).toBe(before + 1)
  stand(2)
  expect(placeFrames().length).toBe(before + 2)
  vi.advanceTimersByTime(5_000)
  stand(2)
  expect(placeFrames().length).toBe(before + 3)
})

test('whom somebody else has declared gone says at once that they are here', () => {
  server.open()
  vi.advanceTimersByTime(100)
  const before = placeFrames().length
  const { awareness } = session
  const gone = encodeAwarenessUpdate(awareness, [awareness.clientID], new Map())
  applyAwarenessUpdate(awareness, gone, 'server')
  vi.advanceTimersByTime(100)
  expect(placeFrames().length).toBe(before + 1)
})

test('where several others have gone since the last frame is told to the page at once', () => {
  server.open()
  const others = [1, 2, 3].map(() => new Awareness(new Y.Doc()))
  const told = vi.fn<(change: { added: number[] }) => void>()
  session.awareness.on('change', told)
  for (const other of others) {
    other.setLocalState({ field: 'body' })
    const update = encodeAwarenessUpdate(other, [other.clientID])
    server.socket.deliver(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, MESSAGE_AWARENESS)
        encoding.writeVarUint8Array(encoder, update)
      }),
    )
  }
  expect(told).not.toHaveBeenCalled()
  vi.advanceTimersByTime(100)
  expect(told).toHaveBeenCalledTimes(1)
  expect(session.awareness.getStates().size).toBe(4)
  for (const other of others) other.destroy()
})

test('nothing is shown, so nothing can be typed, before there is a document', () => {
  expect(session.hasContent.list()).toBe(false)
  server.open()
  expect(session.hasContent.list()).toBe(true)
})

test('what is written without a connection is counted, then merged [Y4]', () => {
  server.socket.close()
  write()
  write()
  // Without IndexedDB nothing outlives the tab, and that is what it says.
  expect(session.saveState.list()).toEqual({ tag: 'offline', changes: 2, kept: 'tab' })
  vi.advanceTimersByTime(3_000)
  server.open()
  server.acknowledge(AT)
  expect(session.saveState.list()).toEqual({ tag: 'merged', changes: 2 })
  expect(server.doc.getMap('facts').size).toBe(2)
})

test('a server with another editor schema gets nothing from this tab [Y14]', () => {
  server.schema = 'of-tomorrow'
  write()
  server.open()
  expect(session.saveState.list()).toEqual({ tag: 'outOfDate', changes: 1 })
  expect(session.canWrite.list()).toBe(false)
  expect(server.doc.getMap('facts').size).toBe(0)
  vi.advanceTimersByTime(60_000)
  expect(server.sockets).toHaveLength(1)
})

test.for([
  [4401, 'signed-out'],
  [4403, 'read-only'],
  [4409, 'foreign-author'],
  [4413, 'too-large'],
] as const)('closed with %i, it stops, says why and keeps the text [Y12]', ([code, reason]) => {
  server.open()
  write()
  server.socket.close(code, reason)
  vi.advanceTimersByTime(60_000)
  expect(server.sockets).toHaveLength(1)
  expect(session.saveState.list()).toEqual({ tag: 'refused', code, reason, changes: 1 })
  expect(session.canWrite.list()).toBe(false)
  expect(session.story.facts.list()).toHaveLength(1)
})

test('any other close is a reason to come back [Y12]', () => {
  server.open()
  server.socket.close(1012, 'server-restart')
  vi.advanceTimersByTime(3_000)
  expect(server.sockets).toHaveLength(2)
})

test('an upgrade turned down is explained by the same question over HTTP', async () => {
  refusal = { code: 4404, reason: 'no-such-story' }
  server.socket.close()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(session.saveState.list()).toMatchObject({ tag: 'refused', reason: 'no-such-story' })
})

test('an update that cannot be read makes it resync, not fall over; in the end it stops', () => {
  const garbage = Uint8Array.of(MESSAGE_SYNC, 2, 3, 255, 255, 255)
  server.open()
  server.socket.deliver(garbage)
  vi.advanceTimersByTime(3_000)
  expect(server.sockets).toHaveLength(2)
  for (let attempt = 0; attempt < 2; attempt += 1) {
    server.open()
    server.socket.deliver(garbage)
    vi.advanceTimersByTime(10_000)
  }
  expect(session.saveState.list()).toMatchObject({ tag: 'refused', reason: 'unreadable' })
})

test('an older record never overwrites a newer one', () => {
  const record = (version: number): RecordMessage => ({
    story: {
      id: 'story',
      version,
      status: 'draft',
      createdBy: 'ann',
      createdAt: AT,
      assignee: null,
      deadline: null,
      embargoUntil: null,
      reviewDueAt: null,
      legal: 'not_needed',
      access: 'newsroom',
      team: [],
      authors: [],
    },
    facts: {},
  })
  server.open()
  server.send(record(2))
  server.send(record(1))
  expect(session.record.list()?.story.version).toBe(2)
})

test('a viewer may not write, and is told so by the server', () => {
  server.canWrite = false
  server.open()
  expect(session.canWrite.list()).toBe(false)
  expect(session.saveState.list()).toEqual({ tag: 'reading' })
})
