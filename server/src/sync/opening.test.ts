import { setImmediate as nextRound } from 'node:timers/promises'
import { zstdCompressSync } from 'node:zlib'
import type { StoryId } from '@dateline/shared/ids'
import { seededRandom } from '@dateline/shared/testing/random'
import * as encoding from 'lib0/encoding'
import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { MemoryUpdateStore } from '../store/memory-update-store.ts'
import { FakePeer } from './fake-peer.ts'
import { LiveRooms } from './live-rooms.ts'
import { decodeOpening, encodeOpening, PART_BYTES } from './opening.ts'
import { RoomRegistry } from './room-registry.ts'
import type { Room } from './room.ts'
import { Ticker } from './ticker.ts'

const LIMITS = {
  maxDocumentBytes: 1e7,
  slowPresenceBytes: 1e6,
  slowUpdatesBytes: 1e6,
  slowCloseBytes: 4e6,
}
const NOTHING = Uint8Array.of(0)

/** Three people’s words, between each other’s, some taken back. */
function longDocument(bytes = 3 * PART_BYTES): { doc: Y.Doc; updates: Uint8Array[] } {
  const random = seededRandom(5)
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const text = doc.getText('t')
  for (let size = 0; size < bytes; size += 40) {
    doc.clientID = 1 + random.below(3)
    text.insert(random.below(text.length + 1), `${size} `.padEnd(40, 'word '))
    if (random.chance(0.2)) text.delete(random.below(text.length - 10), 10)
  }
  return { doc, updates }
}

const entry = (update: Uint8Array) => {
  return { storyId: 's', update, authors: ['ann'], claims: [], authorship: [] }
}

/** A long story on disk, of which the last updates came after its snapshot and opening, or were lost. */
async function aLongStory({ tail = 3, lost = 0, openingSeq = 1 } = {}) {
  const { doc, updates } = longDocument()
  const [early, late] = [updates.slice(0, -tail), updates.slice(-tail).slice(lost)]
  const before = new Y.Doc()
  for (const update of early) Y.applyUpdate(before, update)
  const store = new MemoryUpdateStore()
  await store.commit([entry(Y.encodeStateAsUpdate(before))], 1)
  await store.saveSnapshot('s', { seq: 1, bytes: Y.encodeStateAsUpdateV2(before) })
  const bytes = (await encodeOpening(before)) ?? new Uint8Array()
  await store.saveOpening('s', { seq: openingSeq, bytes })
  await store.commit(late.map(entry), 2)
  let changes = 0
  const events = {
    committed: () => {},
    peopleChanged: () => (changes += 1),
    authorsChanged: () => {},
    broke: () => {},
  }
  const ticker = new Ticker(store, () => 3)
  const registry = new RoomRegistry(store, ticker, events, LIMITS)
  const { length } = doc.getText('t')
  return { doc, length, store, registry, ticker, changes: () => changes }
}

const textOf = (doc: Y.Doc) => doc.getText('t').toJSON()
const isAnswered = (peer: FakePeer) => peer.frames.some((frame) => frame[0] === 0 && frame[1] === 1)

async function enter(registry: RoomRegistry): Promise<Room> {
  const room = await registry.enter('s')
  if (!room) throw new Error('no room')
  return room
}

test('[U11] an opening is the document, and each of its parts can be taken after those before it', async () => {
  const { doc } = longDocument()
  const bytes = await encodeOpening(doc)
  const { parts, deletions, stateVector } = decodeOpening(bytes ?? new Uint8Array())
  const again = new Y.Doc()
  for (const part of parts) {
    Y.applyUpdate(again, part)
    expect(again.store.pendingStructs).toBeNull()
  }
  Y.applyUpdate(again, deletions)
  expect(Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(again))).toBe(true)
  expect(stateVector).toEqual(Y.encodeStateVector(doc))
  expect(parts.length).toBeGreaterThan(2)
})

test('[U11] there is none of a short document, nor of one of which Yjs holds something back', async () => {
  expect(await encodeOpening(longDocument(1_000).doc)).toBeNull()
  const { updates } = longDocument()
  const lacking = new Y.Doc()
  for (const update of updates.toSpliced(-20, 1)) Y.applyUpdate(lacking, update)
  expect(lacking.store.pendingStructs).not.toBeNull()
  expect(await encodeOpening(lacking)).toBeNull()
})

test('[U11] whoever has nothing has all of it before the server has read it', async () => {
  const { doc, registry } = await aLongStory()
  const room = await enter(registry)
  const vic = new FakePeer('vic')
  room.join(vic)
  room.answer(vic, NOTHING)
  expect(room.isRead).toBe(false)
  expect(isAnswered(vic)).toBe(true)
  expect(textOf(vic.seen)).toBe(textOf(doc))
  expect(await registry.open('s')).toBe(room)
  expect(room.isRead).toBe(true)
  expect(textOf(room.doc)).toBe(textOf(doc))
  expect(vic.frames.filter((frame) => frame[0] === 0 && frame[1] === 1).length).toBe(1)
  expect([...(vic.frames.at(-1)?.subarray(0, 2) ?? [])]).toEqual([0, 0]) // and is asked what it has
})

/** The event loop comes round so many times: more often than reading the document takes. */
async function rounds(count = 100): Promise<void> {
  for (let round = 0; round < count; round += 1) await nextRound()
}

test('[U11] it is not read for those who are sent all they need from disk, but for who writes', async () => {
  const { registry } = await aLongStory()
  const room = await enter(registry)
  const [vic, ann] = [new FakePeer('vic'), new FakePeer('ann')]
  for (const peer of [vic, ann]) {
    room.join(peer)
    room.answer(peer, NOTHING)
  }
  await rounds()
  expect(room.isRead).toBe(false)
  const doc = ann.seen
  const before = Y.encodeStateVector(doc)
  doc.getText('t').insert(0, 'more ')
  room.receive(ann, Y.encodeStateAsUpdate(doc, before))
  await rounds()
  expect(room.isRead).toBe(true)
  expect(textOf(vic.seen)).toMatch(/^more /)
})

test('[U11] and after a second in any case', async () => {
  const { registry } = await aLongStory()
  const room = await enter(registry)
  await vi.waitFor(() => expect(room.isRead).toBe(true), { timeout: 20_000 })
})

test('[U11] whoever comes before it is read sees who else is there', async () => {
  const { registry } = await aLongStory()
  const room = await enter(registry)
  const [ann, vic] = [new FakePeer('ann'), new FakePeer('vic')]
  room.join(ann)
  const awareness = new Awareness(new Y.Doc())
  awareness.setLocalState({ user: { name: 'ann' } })
  room.receivePresence(ann, encodeAwarenessUpdate(awareness, [awareness.clientID]))
  room.join(vic)
  expect(room.isRead).toBe(false)
  expect(vic.frames.map((frame) => frame[0])).toEqual([1])
  awareness.destroy()
})

test('[U11] the record is there before it, without who wrote what is disputed; and who is in it is known', async () => {
  const { store } = await aLongStory()
  const storyId = 's' as StoryId
  let [records, looks] = [0, 0]
  const live = new LiveRooms({
    store,
    now: () => 3,
    log: pino({ enabled: false }),
    limits: LIMITS,
    decisions: async () => {
      looks += 1
      return { waiting: [], dismissed: [] }
    },
    record: async (id) => {
      records += 1
      await Promise.all([live.authorship(id), live.writers(id), live.lost(id)])
      return undefined
    },
  })
  const room = await live.room(storyId)
  room?.join(new FakePeer('vic', { ours: true }))
  expect(await live.writers(storyId)).toEqual({})
  expect((await live.authorship(storyId)).size).toBe(0)
  expect(await live.lost(storyId)).toEqual([])
  expect(live.people(storyId)).toEqual(['vic']) // whose rights are looked at again, too
  await live.decided(storyId)
  // On entering, of the decision, with the record.
  await vi.waitFor(() => expect([records, looks]).toEqual([1, 3]))
  await rounds()
  expect(room?.isRead).toBe(false)
  await live.read(storyId, () => undefined)
  expect(room?.isRead).toBe(true)
  await vi.waitFor(() => expect(records).toBe(2))
  await live.close()
})

test('[U11] [Y19] what waits for its cause is not sent from disk; the rest comes when it is read', async () => {
  const { registry } = await aLongStory({ tail: 20, lost: 1 })
  const room = await enter(registry)
  const vic = new FakePeer('vic')
  room.join(vic)
  room.answer(vic, NOTHING)
  expect(isAnswered(vic)).toBe(false)
  await registry.open('s')
  expect(isAnswered(vic)).toBe(true)
  expect(room.doc.store.pendingStructs).not.toBeNull()
  expect(vic.seen.store.pendingStructs).toBeNull()
  expect(textOf(vic.seen)).toBe(textOf(room.doc))
})

test('[U11] whoever has some of it already is answered when it is read', async () => {
  const { doc, registry } = await aLongStory()
  const room = await enter(registry)
  const bob = new FakePeer('bob')
  room.join(bob)
  const mine = new Y.Doc()
  mine.getText('u').insert(0, 'offline')
  room.answer(bob, Y.encodeStateVector(mine))
  expect(bob.frames).toEqual([])
  await registry.open('s')
  expect(textOf(bob.seen)).toBe(textOf(doc))
})

test('[U11] too much since is not put together for one: it comes when the document is read', async () => {
  const { doc, registry } = await aLongStory({ tail: 1_500 })
  const room = await enter(registry)
  const vic = new FakePeer('vic')
  room.join(vic)
  room.answer(vic, NOTHING)
  expect(vic.frames.length).toBeGreaterThan(1)
  expect(isAnswered(vic)).toBe(false)
  await registry.open('s')
  expect(isAnswered(vic)).toBe(true)
  expect(textOf(vic.seen)).toBe(textOf(doc))
})

test('[U11] what is written meanwhile waits, in its order, and is on disk like anything else', async () => {
  const { registry, ticker, store, changes } = await aLongStory()
  const room = await enter(registry)
  const ann = new FakePeer('ann', { ours: true })
  room.join(ann)
  room.answer(ann, NOTHING)
  const doc = ann.seen
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (const word of ['one ', 'two ']) doc.getText('t').insert(doc.getText('t').length, word)
  for (const update of updates) room.receive(ann, update)
  expect(changes()).toBe(0)
  await registry.open('s')
  await ticker.flush()
  expect(ann.acks).toEqual([2])
  expect(ann.closed).toBeNull()
  expect(textOf(room.doc)).toMatch(/one two $/)
  expect((await store.load('s'))?.seq).toBe(5)
  expect(changes()).toBe(1) // the desk hears of who came once the room is there
})

test.each([
  ['of another snapshot', { openingSeq: 2 }],
  ['that cannot be read', {}],
])('[U11] one %s is not used: the snapshot is there', async (name, options) => {
  const { doc, store, registry } = await aLongStory(options)
  if (name.includes('read')) store.opening = async () => ({ seq: 1, bytes: Uint8Array.of(1, 2) })
  const room = await enter(registry)
  expect(room.isRead).toBe(true)
  expect(textOf(room.doc)).toBe(textOf(doc))
})

test('[U11] one that turns out not to be a document sends everybody away, and is not used again', async () => {
  const { doc, registry, store } = await aLongStory()
  const spoilt = encoding.encode((encoder) => {
    for (const one of [Uint8Array.of(9), NOTHING]) encoding.writeVarUint8Array(encoder, one)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint8Array(encoder, Uint8Array.of(7, 7, 7))
  })
  store.opening = async () => ({ seq: 1, bytes: zstdCompressSync(spoilt) })
  const room = await enter(registry)
  const vic = new FakePeer('vic')
  room.join(vic)
  await expect(registry.open('s')).rejects.toThrow(/./)
  expect(vic.closed).toBe('room-closing')
  expect(textOf((await enter(registry)).doc)).toBe(textOf(doc))
})

test('[U11] one that is left before it is read is there for the next, or unloaded', async () => {
  const { registry, changes } = await aLongStory()
  const room = await enter(registry)
  const vic = new FakePeer('vic')
  room.join(vic)
  room.leave(vic)
  await registry.open('s')
  expect(changes()).toBe(1)
  expect(room.isIdle).toBe(true)
  await registry.unload(room)
  expect(registry.peek('s')).toBeUndefined()
})

test('[U11] closing waits for one that is being read, and tells who is in it', async () => {
  const { registry } = await aLongStory()
  const room = await enter(registry)
  const vic = new FakePeer('vic')
  room.join(vic)
  await registry.close()
  expect(vic.closed).toBe('server-restart')
})
