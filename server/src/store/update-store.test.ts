import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, test } from 'vitest'
import { MemoryUpdateStore } from './memory-update-store.ts'
import { SqliteUpdateStore, UPDATES_FILE } from './sqlite/sqlite-update-store.ts'
import { updateStoreContract } from './update-store.contract.ts'

const dirs: string[] = []
const freshDir = async () => {
  const dir = await mkdtemp(join(tmpdir(), 'dateline-'))
  dirs.push(dir)
  return dir
}
afterAll(async () => {
  await Promise.all(dirs.map((dir) => rm(dir, { recursive: true })))
})

updateStoreContract('memory', {
  open: async () => new MemoryUpdateStore(),
  spoil: async (store, storyId, seq) => store.spoil(storyId, seq),
})

const homes = new Map<SqliteUpdateStore, string>()
const openSqliteStore = async () => {
  const dir = await freshDir()
  const store = new SqliteUpdateStore(dir)
  homes.set(store, dir)
  return store
}
/** Runs SQL on a store's file behind its back. */
function behind(store: SqliteUpdateStore, sql: string): void {
  const raw = new DatabaseSync(join(homes.get(store) ?? '', UPDATES_FILE))
  const triggers = raw.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
  for (const { name } of triggers) raw.exec(`DROP TRIGGER ${String(name)}`)
  raw.exec(sql)
  for (const { sql: trigger } of triggers) raw.exec(String(trigger))
  raw.close()
}

updateStoreContract('sqlite', {
  open: openSqliteStore,
  spoil: async (store, storyId, seq) =>
    behind(
      store,
      `UPDATE updates SET bytes = x'ff' || bytes WHERE story_id = '${storyId}' AND seq = ${seq}`,
    ),
})

const aRow = (byte: number, at: number) => ({
  batch: [
    { storyId: 'a', update: Uint8Array.of(byte), authors: ['ann'], claims: [], authorship: [] },
  ],
  at,
})
async function aLog(count: number) {
  const store = await openSqliteStore()
  for (let seq = 1; seq <= count; seq += 1) {
    const { batch, at } = aRow(seq, seq * 10)
    await store.commit(batch, at)
  }
  return store
}
const bytes = (updates: readonly Uint8Array[] | undefined) => updates?.flatMap((some) => [...some])

test('[U5] a row that vanished is noticed by its number', async () => {
  const store = await aLog(4)
  behind(store, 'DELETE FROM updates WHERE seq IN (2, 3)')
  const loaded = await store.load('a')
  expect(bytes(loaded?.updates)).toEqual([1, 4])
  expect(loaded?.lost).toMatchObject([
    { firstSeq: 2, lastSeq: 3, reason: 'missing', from: null, isLost: true },
  ])
  expect(await store.quarantined()).toHaveLength(1)
  await store.close()
})

test('[U5] [U7] a damaged snapshot costs time and nothing else: the log is read from the one before', async () => {
  const store = await aLog(6)
  await store.saveSnapshot('a', { seq: 2, bytes: Uint8Array.of(102) })
  await store.saveSnapshot('a', { seq: 5, bytes: Uint8Array.of(105) })
  while ((await store.pack('a')) > 0);
  behind(store, "UPDATE snapshots SET bytes = x'00' WHERE seq = 5")
  const loaded = await store.load('a')
  expect(loaded?.snapshot).toEqual({ seq: 2, bytes: Uint8Array.of(102) })
  expect(bytes(loaded?.updates)).toEqual([3, 4, 5, 6])
  expect(loaded?.lost).toEqual([])
  expect(await store.quarantined()).toMatchObject([
    { kind: 'snapshot', firstSeq: 5, isLost: false },
  ])
  await store.close()
})

test('[U5] a damaged piece of old log is lost to the history, not to the story', async () => {
  const store = await aLog(4)
  await store.saveSnapshot('a', { seq: 3, bytes: Uint8Array.of(103) })
  while ((await store.pack('a')) > 0);
  behind(store, "UPDATE packed SET updates = x'28b52ffd'")
  const loaded = await store.load('a')
  expect(loaded).toMatchObject({ snapshot: { seq: 3 }, lost: [], epoch: '1' })
  const past = await store.loadUntil('a', 20)
  expect(past.updates).toEqual([])
  await store.close()
  const [kept] = await new SqliteUpdateStore(homes.get(store) ?? '').quarantined()
  expect(kept).toMatchObject({ kind: 'log', firstSeq: 1, lastSeq: 3, from: 10, to: 30 })
})

test('[U8] an update is never changed, not even by our own code', async () => {
  const store = await aLog(1)
  const raw = new DatabaseSync(join(homes.get(store) ?? '', UPDATES_FILE))
  expect(() => raw.exec('UPDATE updates SET at = 0')).toThrow('append-only')
  raw.close()
  await store.close()
})

test('[U1] a log of any length is loaded', async () => {
  const store = await openSqliteStore()
  const [first] = aRow(1, 1).batch
  const batch = Array.from({ length: 150_000 }, () => first).filter((entry) => entry !== undefined)
  await store.commit(batch, 1)
  expect((await store.load('a'))?.updates.length).toBe(150_000)
  await store.close()
})
