import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { MemoryUpdateStore } from '../store/memory-update-store.ts'
import { FakePeer } from './fake-peer.ts'
import { RoomRegistry } from './room-registry.ts'
import { Ticker } from './ticker.ts'

const noEvents = {
  committed: () => {},
  peopleChanged: () => {},
  authorsChanged: () => {},
  broke: () => {},
}
const LIMITS = {
  maxDocumentBytes: 1e6,
  slowPresenceBytes: 1e5,
  slowUpdatesBytes: 1e6,
  slowCloseBytes: 4e6,
}

async function aRegistry() {
  const store = new MemoryUpdateStore()
  const doc = new Y.Doc()
  doc.getText('t').insert(0, 'Seed.')
  const update = Y.encodeStateAsUpdate(doc)
  await store.commit([{ storyId: 's', update, authors: ['ann'], claims: [], authorship: [] }], 1)
  const registry = new RoomRegistry(store, new Ticker(store, () => 1), noEvents, LIMITS)
  return { store, registry }
}

const typed = (text: string) => {
  const doc = new Y.Doc()
  doc.getText('t').insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}

test('[Y15] all who ask while a story loads share one load', async () => {
  const { store, registry } = await aRegistry()
  let loads = 0
  const load = store.load.bind(store)
  store.load = (id) => {
    loads += 1
    return load(id)
  }
  const rooms = await Promise.all(Array.from({ length: 20 }, () => registry.open('s')))
  expect(new Set(rooms).size).toBe(1)
  expect(loads).toBe(1)
  expect(rooms[0]?.doc.getText('t').toJSON()).toBe('Seed.')
})

test('[Y15] a load that fails leaves nothing; the next one tries again', async () => {
  const { store, registry } = await aRegistry()
  const load = store.load.bind(store)
  store.load = () => Promise.reject(new Error('disk away'))
  await expect(registry.open('s')).rejects.toThrow('disk away')
  expect(registry.rooms()).toEqual([])
  store.load = load
  expect((await registry.open('s'))?.doc.getText('t').toJSON()).toBe('Seed.')
})

test('[Y15] an unknown story makes no room', async () => {
  const { registry } = await aRegistry()
  expect(await registry.open('nowhere')).toBeUndefined()
  expect(registry.rooms()).toEqual([])
})

test('[Y15] unloading leaves a room with people alone; who comes meanwhile gets a fresh one', async () => {
  const { registry } = await aRegistry()
  const room = await registry.open('s')
  const ann = new FakePeer('ann')
  room?.join(ann)
  if (room) await registry.unload(room)
  expect(registry.peek('s')).toBe(room)
  room?.leave(ann)
  const unloading = room && registry.unload(room)
  const again = registry.open('s')
  await unloading
  expect(await again).not.toBe(room)
  expect((await again)?.doc.getText('t').toJSON()).toBe('Seed.')
})

test('[Y2] a room whose store refused is forgotten; the next is loaded from what is on disk', async () => {
  const { store, registry } = await aRegistry()
  const room = await registry.open('s')
  const ann = new FakePeer('ann')
  room?.join(ann)
  const commit = store.commit.bind(store)
  store.commit = () => Promise.reject(new Error('disk full'))
  room?.receive(ann, typed('lost? '))
  await expect.poll(() => ann.closed).toBe('not-saved')
  store.commit = commit
  const again = await registry.open('s')
  expect(again).not.toBe(room)
  expect(again?.doc.getText('t').toJSON()).toBe('Seed.')
})

test('closing saves what waits, tells everybody to come back, and opens nothing more', async () => {
  const { store, registry } = await aRegistry()
  const room = await registry.open('s')
  const ann = new FakePeer('ann')
  room?.join(ann)
  room?.receive(ann, typed('Last. '))
  await registry.close()
  expect(ann.closed).toBe('server-restart')
  expect((await store.load('s'))?.seq).toBe(2)
  await expect(registry.open('s')).rejects.toThrow('shutting down')
})
