import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { MemoryUpdateStore } from '../memory-update-store.ts'
import { replay } from '../replay.ts'
import { SqliteUpdateStore } from '../sqlite/sqlite-update-store.ts'
import { updateStoreContract } from '../update-store.contract.ts'
import type { StoredState } from '../update-store.ts'
import { CompactingStore, type MadeSnapshot } from './compacting-store.ts'
import { SnapshotThread } from './snapshot-thread.ts'

const neverReady = async (): Promise<MadeSnapshot> => {
  throw new Error('not now')
}
const inside = new Map<CompactingStore, MemoryUpdateStore>()
const log = pino({ level: 'silent' })
const dirs: string[] = []
const thread = new SnapshotThread()
afterEach(async () => {
  await thread.stop()
  await Promise.all(dirs.splice(0).map((dir) => rm(dir, { recursive: true })))
})
async function freshDir() {
  const dir = await mkdtemp(join(tmpdir(), 'dateline-'))
  dirs.push(dir)
  return dir
}
const open = (dir: string, makeSnapshot = (state: StoredState) => thread.make(state)) =>
  new CompactingStore(new SqliteUpdateStore(dir), { log, makeSnapshot })

/** Types so many words into a story, one update each. @returns what it then reads */
async function type(store: CompactingStore, count: number, doc = new Y.Doc()): Promise<string> {
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const text = doc.getText('body')
  for (let word = 0; word < count; word += 1) {
    // Written here and there and deleted again, so that the log outweighs what it leaves.
    text.insert(Math.floor(text.length / 2), `word ${word} and many more words around it `)
    if (text.length > 2_000) text.delete(100, 1_000)
  }
  for (const [index, update] of updates.entries()) {
    const entry = { storyId: 's', update, authors: ['ann'], claims: [], authorship: [] }
    await store.commit([entry], index + 1)
  }
  return text.toJSON()
}
function read(state: StoredState | undefined): string {
  const doc = new Y.Doc()
  if (state) replay(doc, state)
  return doc.getText('body').toJSON()
}

updateStoreContract('compacting', {
  open: async () => {
    const inner = new MemoryUpdateStore()
    const store = new CompactingStore(inner, { log, makeSnapshot: neverReady })
    inside.set(store, inner)
    return store
  },
  spoil: async (store, storyId, seq) => inside.get(store)?.spoil(storyId, seq),
})

describe('compaction', () => {
  test('[U7] [U8] a heavy log becomes a snapshot and old log, and reads as before', async () => {
    const store = open(await freshDir())
    const words = await type(store, 2_500)
    await store.settled()
    const loaded = await store.load('s')
    expect(loaded?.snapshot).not.toBeNull()
    expect(read(loaded)).toBe(words)
    const { logBytes, packedBytes, snapshotBytes } = await store.sizes()
    expect(packedBytes).toBeGreaterThan(0)
    expect(logBytes + packedBytes + snapshotBytes).toBeLessThan(2_500 * 60)
    const { length } = await store.log('s')
    expect(loaded?.seq).toBe(length)
    expect(read(await store.loadUntil('s', length))).toBe(words)
    await store.close()
  })

  test('[U8] every moment reads the same, compacted or not', async () => {
    const [plain, compact] = [open(await freshDir(), neverReady), open(await freshDir())]
    const doc = new Y.Doc({ guid: 'same' })
    doc.clientID = 7
    await type(plain, 2_200, doc)
    const all = await plain.loadUntil('s', Infinity)
    for (const [index, update] of all.updates.entries()) {
      const entry = { storyId: 's', update, authors: ['ann'], claims: [], authorship: [] }
      await compact.commit([entry], index + 1)
    }
    await compact.settled()
    expect((await compact.load('s'))?.snapshot).not.toBeNull()
    for (const time of [1, 500, 1_999, 2_000, 2_001, all.updates.length]) {
      expect(read(await compact.loadUntil('s', time))).toBe(read(await plain.loadUntil('s', time)))
    }
    await compact.close()
    await plain.close()
  })

  test('[U8] a kill at any step leaves the old state or the new one, and no update is lost', async () => {
    const dir = await freshDir()
    const first = open(dir, neverReady)
    const words = await type(first, 2_300)
    const before = await first.log('s')
    await first.close()
    const { bytes } = await thread.make({ snapshot: null, updates: (await reopen(dir)).updates })
    // One process a step, each ended before the next: whatever a crash leaves is what the next finds.
    let steps = 0
    for (let moved = -1; moved !== 0; steps += 1) {
      const store = new SqliteUpdateStore(dir)
      if (steps === 0) await store.saveSnapshot('s', { seq: before.length, bytes })
      else moved = await store.pack('s')
      await store.close()
      const state = await reopen(dir)
      expect(read(state)).toBe(words)
      expect(state.log).toEqual(before)
    }
    expect(steps).toBeGreaterThan(2)
  })

  test('[U7] a snapshot that cannot be made costs nothing but room', async () => {
    const store = open(await freshDir(), neverReady)
    const words = await type(store, 2_500)
    await store.settled()
    expect(read(await store.load('s'))).toBe(words)
    await store.close()
  })
})

async function reopen(dir: string) {
  const store = new SqliteUpdateStore(dir)
  const loaded = await store.load('s')
  const entries = await store.log('s')
  await store.close()
  return { snapshot: loaded?.snapshot ?? null, updates: loaded?.updates ?? [], log: entries }
}
