import { EventEmitter } from 'node:events'
import { seededRandom } from '@dateline/shared/testing/random'
import { expect, test } from 'vitest'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { readConfig } from '../config.ts'
import { MemoryUpdateStore } from '../store/memory-update-store.ts'
import { Connection } from './connection.ts'
import { FakePeer } from './fake-peer.ts'
import { Heartbeat } from './heartbeat.ts'
import { RoomRegistry } from './room-registry.ts'
import type { Room } from './room.ts'
import type { SocketOwner, SyncSocket } from './sync-socket.ts'
import { heapInUse } from './testing/heap.ts'
import { HostileFrames } from './testing/hostile-frames.ts'
import { Ticker } from './ticker.ts'

/** One in the suite; another repeats what somebody saw: `DATELINE_FUZZ_SEED=7 npx vitest run fuzz`. */
const SEED = Number(process.env['DATELINE_FUZZ_SEED'] ?? 1)
const FRAMES = 100_000
const FRAMES_A_TICK = 50
const MOST_BYTES = 50_000
/** What may be left after three quarters of the frames that was not there after the first. */
const GROWTH = 16 * 1024 * 1024

const isSame = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0

/** A socket without a network. */
class Line extends EventEmitter {
  readonly OPEN = 1
  readonly extensions = ''
  readonly bufferedAmount = 0
  readyState = 1
  closedWith: number | null = null
  belongTo(owner: SocketOwner): void {
    this.on('message', (data: Buffer, isBinary: boolean) => owner.received(data, isBinary))
    this.on('close', () => owner.gone())
  }
  send(): void {}
  ping(): void {}
  terminate(): void {
    this.close(1006)
  }
  close(code: number): void {
    if (this.readyState !== 1) return
    this.readyState = 3
    this.closedWith = code
    this.emit('close')
  }
}

/** A story with an honest author, in a process that lives on. */
async function aStory(ticker: Ticker, store: MemoryUpdateStore) {
  const broken: unknown[] = []
  const quiet = { committed() {}, peopleChanged() {}, authorsChanged() {} }
  const events = { ...quiet, broke: (_room: Room, error: unknown) => broken.push(error) }
  const limits = {
    maxDocumentBytes: MOST_BYTES,
    slowPresenceBytes: 1e6,
    slowUpdatesBytes: 1e6,
    slowCloseBytes: 4e6,
  }
  const hers = new Y.Doc()
  hers.clientID = 4_000_000_001
  hers.getText('t').insert(0, 'Her words. ')
  hers.getMap('facts').set('x', new Y.Map())
  await store.commit(
    [
      {
        storyId: 's',
        update: Y.encodeStateAsUpdate(hers),
        authors: ['ann'],
        claims: [{ clientId: hers.clientID, userId: 'ann' }],
        authorship: [],
      },
    ],
    0,
  )
  const registry = new RoomRegistry(store, ticker, events, limits)
  const room = await registry.open('s')
  if (!room) throw new Error('no room')
  return { room, hers, broken }
}

test(`[Y8] ${FRAMES} hostile frames, seed ${SEED}: nothing falls over, nothing is forged, nothing piles up`, async () => {
  const random = seededRandom(SEED)
  const store = new MemoryUpdateStore()
  const ticker = new Ticker(store, () => 0)
  const { room, hers, broken } = await aStory(ticker, store)
  const ann = new FakePeer('ann', { ours: true })
  room.join(ann)
  const heartbeat = new Heartbeat(15_000)
  const { limits } = readConfig({})
  const shared = { schemaHash: '', limits, limitsOn: false, heartbeat, metrics: undefined }
  const connect = (id: string, canWrite: boolean) => {
    const line = new Line()
    const user = { id, name: id, color: '#000', role: canWrite ? 'reporter' : 'viewer' }
    const socket = line as unknown as SyncSocket
    return {
      line,
      connection: new Connection(socket, room, { user, canWrite, ours: false, shared }),
    }
  }
  const said = new Awareness(hers)
  said.setLocalState({ at: 'hers' })
  room.receivePresence(ann, encodeAwarenessUpdate(said, [hers.clientID]))
  const frames = new HostileFrames(random)
  const closes = new Map<number, number>()
  let [mallory, vic] = [connect('mallory', true), connect('vic', false)]
  /** Frames of the viewer that changed the story. */
  const written: number[] = []
  let early = 0
  for (let i = 0; i < FRAMES; i += 1) {
    const isViewer = i % 4 === 0
    const { line } = isViewer ? vic : mallory
    if (isViewer) await ticker.flush()
    const before = isViewer ? Y.encodeStateVector(room.doc) : null
    const frame = frames.next({ doc: room.doc, victims: [hers.clientID] })
    line.emit('message', Buffer.from(frame), true)
    if (before) await ticker.flush()
    if (before && !isSame(before, Y.encodeStateVector(room.doc))) written.push(i)
    if (line.closedWith !== null) {
      closes.set(line.closedWith, (closes.get(line.closedWith) ?? 0) + 1)
      if (isViewer) vic = connect('vic', false)
      else mallory = connect('mallory', true)
    }
    if (i % FRAMES_A_TICK === 0) {
      await ticker.flush()
      room.renewPresence()
      ann.frames.length = 0
    }
    if (i === FRAMES / 4) early = heapInUse()
  }
  await ticker.flush()
  expect(written).toEqual([])
  expect(broken).toEqual([])
  expect([room.state, ann.closed]).toEqual(['open', null])

  // Her items are hers: as many as she wrote, and none under her name that she did not write.
  expect(Y.getState(room.doc.store, hers.clientID)).toBe(Y.getState(hers.store, hers.clientID))
  // What a restart would load is what is in memory.
  const again = new Y.Doc()
  for (const update of (await store.load('s'))?.updates ?? []) Y.applyUpdate(again, update)
  expect(Y.encodeStateVector(again)).toEqual(Y.encodeStateVector(room.doc))
  // Her place in the story is hers, under her name.
  expect(room.presence.ownerOf(hers.clientID)).toBe('ann')

  expect(heapInUse() - early).toBeLessThan(GROWTH)
  // The frames reached what they were aimed at: undecodable, viewer's, forged, beyond the limit.
  expect([...closes.keys()]).toEqual(expect.arrayContaining([4400, 4403, 4409]))
  heartbeat.stop()
  said.destroy()
})
