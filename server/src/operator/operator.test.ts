import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { FIRST_EPOCH } from '@dateline/shared/sync/protocol'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { FileMediaStore } from '../media/file-media-store.ts'
import { replay } from '../store/replay.ts'
import { openDatabase } from '../store/sqlite/open-database.ts'
import { SqliteUpdateStore, UPDATES_FILE } from '../store/sqlite/sqlite-update-store.ts'
import { backup, restore } from './backup.ts'
import { verify } from './verify.ts'

const dirs: string[] = []
const freshDir = async () => {
  const dir = await mkdtemp(join(tmpdir(), 'dateline-'))
  dirs.push(dir)
  return dir
}
afterEach(async () => {
  await Promise.all(dirs.splice(0).map((dir) => rm(dir, { recursive: true })))
})

const updateOf = (text: string) => {
  const doc = new Y.Doc()
  doc.getText('t').insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}
const entry = (storyId: string, text: string) => ({
  storyId,
  update: updateOf(text),
  authors: ['ann'],
  claims: [],
  authorship: [],
})

async function aNewsroom() {
  const dir = await freshDir()
  const db = await openDatabase(dir)
  await db
    .insertInto('stories')
    .values({ id: 's', status: 'draft', created_by: 'ann', created_at: 1, updated_at: 1 } as never)
    .execute()
  const store = new SqliteUpdateStore(dir)
  await store.commit([entry('s', 'one'), entry('s', 'two')], 1)
  await writeFile(join(dir, 'auth-secret'), 'a secret of the newsroom, long enough', {
    mode: 0o600,
  })
  return { dir, db, store }
}

test('a backup taken while the server writes restores to the same stories', async () => {
  const { dir, db, store } = await aNewsroom()
  const file = join(await freshDir(), 'news.tar.gz')
  await backup(dir, file)
  await store.commit([entry('s', 'after the backup')], 2)
  await store.close()
  await db.destroy()
  expect((await stat(file)).mode & 0o777).toBe(0o600)

  const target = join(await freshDir(), 'new')
  await restore(target, file)
  expect((await readdir(target)).toSorted()).toEqual(['auth-secret', 'dateline.db', 'updates.db'])
  expect(verify(target)).toEqual({ stories: 1, updates: 2, troubles: [] })
  const restored = new SqliteUpdateStore(target)
  const loaded = await restored.load('s')
  expect(loaded?.updates.length).toBe(2)
  expect(loaded?.epoch).not.toBe(FIRST_EPOCH) // [U10]
  await restored.close()
})

test('a backup holds the pictures, and verify misses one that is gone or damaged', async () => {
  const { dir, db, store } = await aNewsroom()
  const sha256 = await new FileMediaStore(dir).put(Uint8Array.of(1, 2, 3))
  await db
    .insertInto('media')
    .values({
      story_id: 's',
      sha256,
      media_type: 'image/png',
      width: 1,
      height: 1,
      bytes: 3,
      by: 'ann',
      at: 1,
    })
    .execute()
  await store.close()
  await db.destroy()
  const file = join(await freshDir(), 'news.tar.gz')
  await backup(dir, file)

  const target = join(await freshDir(), 'new')
  await restore(target, file)
  expect((await new FileMediaStore(target).get(sha256))?.length).toBe(3)
  expect(verify(target).troubles).toEqual([])
  await writeFile(join(target, 'media', sha256), 'other')
  expect(verify(target).troubles).toEqual([`Picture ${sha256} is damaged.`])
  await rm(join(target, 'media', sha256))
  expect(verify(target).troubles).toEqual([`Picture ${sha256} is missing.`])
})

test('a restore never overwrites, and refuses what is no backup, leaving nothing behind', async () => {
  const { dir, db, store } = await aNewsroom()
  await store.close()
  await db.destroy()
  const file = join(await freshDir(), 'news.tar.gz')
  await backup(dir, file)
  await expect(restore(dir, file)).rejects.toThrow('never overwrites')
  await expect(backup(dir, file)).rejects.toThrow('exists already')

  const target = await freshDir()
  const garbage = join(await freshDir(), 'garbage')
  await writeFile(garbage, 'not gzip')
  await expect(restore(target, garbage)).rejects.toThrow(/./)
  expect(await readdir(target)).toEqual([])
})

test('[U7] verify compares every snapshot with the log before it', async () => {
  const { dir, db, store } = await aNewsroom()
  await store.commit([entry('s', 'three')], 2)
  const doc = new Y.Doc()
  replay(doc, await store.loadUntil('s', 1))
  const bytes = Y.encodeStateAsUpdateV2(doc)
  await store.saveSnapshot('s', { seq: 2, bytes })
  while ((await store.pack('s')) > 0);
  expect(verify(dir)).toEqual({ stories: 1, updates: 3, troubles: [] })
  await store.saveSnapshot('s', { seq: 3, bytes })
  await store.close()
  await db.destroy()
  expect(verify(dir).troubles).toEqual([
    'Story s: the snapshot of update 3 is not what the log says.',
  ])
})

test('[U5] verify names every damaged, missing and undecodable update', async () => {
  const { dir, db, store } = await aNewsroom()
  await store.commit([entry('s', 'three'), { ...entry('s', ''), update: Uint8Array.of(9) }], 2)
  await store.close()
  await db
    .insertInto('stories')
    .values({ id: 'x', status: 'draft', created_by: 'a', created_at: 1, updated_at: 1 } as never)
    .execute()
  await db.destroy()
  const raw = new DatabaseSync(join(dir, UPDATES_FILE))
  raw.exec(`DROP TRIGGER updates_no_update; DELETE FROM updates WHERE seq = 1;
    UPDATE updates SET bytes = x'00' WHERE seq = 2`)
  raw.close()
  const { troubles } = verify(dir)
  expect(troubles).toEqual([
    'Story s: update 2 is damaged: the checksum is wrong.',
    'Story s: update 1 is missing.',
    'Story s: update 4 does not decode.',
    'Story x has no document.',
  ])
})
