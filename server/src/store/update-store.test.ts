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

updateStoreContract('memory', async () => new MemoryUpdateStore())
updateStoreContract('sqlite', async () => new SqliteUpdateStore(await freshDir()))

test('[U5] a damaged row is reported, not decoded', async () => {
  const dir = await freshDir()
  const store = new SqliteUpdateStore(dir)
  const update = Uint8Array.of(1, 2, 3)
  await store.commit([{ storyId: 'a', update, authors: [], claims: [], authorship: [] }], 1)
  await store.close()
  const raw = new DatabaseSync(join(dir, UPDATES_FILE))
  raw.exec("DROP TRIGGER updates_no_update; UPDATE updates SET bytes = x'010203ff'")
  raw.close()
  const again = new SqliteUpdateStore(dir)
  await expect(again.load('a')).rejects.toThrow('Update 1 of story a is damaged on disk.')
  await again.close()
})
