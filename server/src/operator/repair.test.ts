import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { FIRST_EPOCH } from '@dateline/shared/sync/protocol'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { replay } from '../store/replay.ts'
import { lockDataDir } from '../store/sqlite/lock-data-dir.ts'
import { openDatabase } from '../store/sqlite/open-database.ts'
import { SqliteUpdateStore, UPDATES_FILE } from '../store/sqlite/sqlite-update-store.ts'
import { backup } from './backup.ts'
import { repair } from './repair.ts'

const dirs: string[] = []
afterEach(async () => {
  await Promise.all(dirs.splice(0).map((dir) => rm(dir, { recursive: true })))
})
const freshDir = async () => {
  const dir = await mkdtemp(join(tmpdir(), 'dateline-'))
  dirs.push(dir)
  return dir
}

/** Ann writes one two three, and Bob, beside it and knowing nothing of her words, aside. */
async function aNewsroom() {
  const dir = await freshDir()
  await (await openDatabase(dir)).destroy()
  const store = new SqliteUpdateStore(dir)
  const [ann, bob] = [new Y.Doc(), new Y.Doc()]
  const write = async (doc: Y.Doc, field: string, words: string, at: number) => {
    const updates: Uint8Array[] = []
    const note = (update: Uint8Array) => updates.push(update)
    doc.on('update', note)
    doc.getText(field).insert(doc.getText(field).length, words)
    doc.off('update', note)
    const authors = [doc === ann ? 'ann' : 'bob']
    const entries = updates.map((update) => ({
      storyId: 's',
      update,
      authors,
      claims: [],
      authorship: [],
    }))
    await store.commit(entries, at)
  }
  await write(ann, 'body', 'one ', 1)
  await write(ann, 'body', 'two ', 2)
  await write(bob, 'standfirst', 'aside', 3)
  await write(ann, 'body', 'three', 4)
  return { dir, store }
}
function behind(dir: string, sql: string): void {
  const raw = new DatabaseSync(join(dir, UPDATES_FILE))
  raw.exec(`DROP TRIGGER updates_no_update; ${sql}`)
  raw.close()
}
async function reads(dir: string) {
  const store = new SqliteUpdateStore(dir)
  const stored = await store.load('s')
  await store.close()
  const doc = new Y.Doc()
  if (stored) replay(doc, stored)
  const [body, standfirst] = ['body', 'standfirst'].map((field) => doc.getText(field).toJSON())
  return { body, standfirst, epoch: stored?.epoch, lost: stored?.lost ?? [] }
}

test('[U5] of a story that lost an update stays what does not hang on it, and the rest is told', async () => {
  const { dir, store } = await aNewsroom()
  await store.close()
  behind(dir, "UPDATE updates SET bytes = x'00' WHERE seq = 2")
  const { setAside } = await repair(dir)
  expect(setAside).toMatchObject([{ firstSeq: 2, authors: ['ann'], from: 2, isLost: true }])
  const story = await reads(dir)
  expect(story).toMatchObject({ body: 'one ', standfirst: 'aside' })
  expect(story.lost).toHaveLength(1)
  expect(story.epoch).not.toBe(FIRST_EPOCH)
  expect((await repair(dir)).setAside).toEqual([]) // once is enough
})

test('[U9] what a backup has of it is put back, and what was written since stays', async () => {
  const { dir, store } = await aNewsroom()
  const file = join(await freshDir(), 'news.tar.gz')
  await backup(dir, file)
  const later = new Y.Doc()
  later.getText('standfirst').insert(0, 'later ')
  const update = Y.encodeStateAsUpdate(later)
  await store.commit([{ storyId: 's', update, authors: ['bob'], claims: [], authorship: [] }], 9)
  await store.close()
  behind(dir, "UPDATE updates SET bytes = x'00' WHERE seq = 2; DELETE FROM updates WHERE seq = 4")
  await repair(dir)
  // A snapshot made meanwhile lacks them too, and must not stay in the way.
  const damaged = new SqliteUpdateStore(dir)
  const stored = await damaged.load('s')
  const doc = new Y.Doc()
  if (stored) replay(doc, stored)
  await damaged.saveSnapshot('s', { seq: 5, bytes: Y.encodeStateAsUpdateV2(doc) })
  while ((await damaged.pack('s')) > 0);
  await damaged.close()

  const { putBack } = await repair(dir, file)
  expect(putBack.map(({ seq }) => seq)).toEqual([2, 4])
  const story = await reads(dir)
  expect(story.body).toBe('one two three')
  expect(story.standfirst).toContain('later ')
  expect(story.lost).toEqual([])
  const again = new SqliteUpdateStore(dir)
  expect((await again.log('s')).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
  await again.close()
})

test('[U9] another update under the same number is not put back', async () => {
  const [one, other] = [await aNewsroom(), await aNewsroom()]
  await one.store.close()
  await other.store.close()
  const file = join(await freshDir(), 'other.tar.gz')
  await backup(other.dir, file)
  behind(
    one.dir,
    "UPDATE updates SET bytes = x'00' WHERE seq = 2; DELETE FROM updates WHERE seq = 3",
  )
  expect((await repair(one.dir, file)).putBack).toEqual([])
})

test('repair is refused while a server runs, and where there is nothing', async () => {
  const { dir, store } = await aNewsroom()
  await store.close()
  const unlock = lockDataDir(dir)
  await expect(repair(dir)).rejects.toThrow('Another server runs')
  unlock()
  await expect(repair(await freshDir())).rejects.toThrow('There is no data')
})
