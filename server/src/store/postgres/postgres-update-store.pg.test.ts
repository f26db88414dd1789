import { Client } from 'pg'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { mediaStoreContract } from '../../media/media-store.contract.ts'
import { PostgresMediaStore } from '../../media/postgres-media-store.ts'
import { openLogger } from '../../observability/logger.ts'
import { hasPostgres, PrivatePostgres, WITHOUT_POSTGRES } from '../../testing/private-postgres.ts'
import { freshDatabase } from '../../testing/shared-services.ts'
import { updateStoreContract } from '../update-store.contract.ts'
import { openPostgresDatabase } from './open-postgres-database.ts'
import { PostgresUpdateStore } from './postgres-update-store.ts'
import { checkSameSecret } from './same-secret.ts'

const NOTE = hasPostgres ? '' : ` (${WITHOUT_POSTGRES})`
if (!hasPostgres) process.stderr.write(`postgres-update-store.pg.test.ts ${WITHOUT_POSTGRES}\n`)

const homes = new Map<PostgresUpdateStore, string>()
async function openStore(url?: string): Promise<PostgresUpdateStore> {
  const home = url ?? (await freshDatabase())
  const store = await PostgresUpdateStore.open(home, openLogger('silent'))
  homes.set(store, home)
  return store
}

/** Runs SQL in a store's database behind its back. */
async function behind(store: PostgresUpdateStore, sql: string): Promise<void> {
  const client = new Client(homes.get(store))
  await client.connect()
  await client.query(`SET session_replication_role = replica; ${sql}`) // without triggers
  await client.end()
}

const entry = (storyId: string, byte: number, clientId?: number, userId = 'ann') => ({
  storyId,
  update: Uint8Array.of(byte),
  authors: [userId],
  claims: clientId === undefined ? [] : [{ clientId, userId }],
  authorship: [],
})

describe.skipIf(!hasPostgres)(`PostgreSQL${NOTE}`, () => {
  afterAll(() => Promise.all([...homes.keys()].map((store) => store.close())))

  updateStoreContract('postgres', {
    open: () => openStore(),
    spoil: (store, storyId, seq) =>
      behind(
        store,
        `UPDATE log.updates SET bytes = '\\xff'::bytea || bytes
         WHERE story_id = '${storyId}' AND seq = ${seq}`,
      ),
  })

  mediaStoreContract('postgres', async () => {
    const url = await freshDatabase()
    const store = await openStore(url) // makes the tables
    const db = await openPostgresDatabase(url, openLogger('silent'))
    onTestFinished(() => Promise.all([store.close(), db.destroy()]).then(() => undefined))
    return new PostgresMediaStore(db)
  })

  test('nodes of one database need one secret', async () => {
    const db = await openPostgresDatabase(homes.get(await openStore()) ?? '', openLogger('silent'))
    onTestFinished(() => db.destroy())
    await checkSameSecret(db, 'a'.repeat(32))
    await checkSameSecret(db, 'a'.repeat(32))
    await expect(checkSameSecret(db, 'b'.repeat(32))).rejects.toThrow('AUTH_SECRET differs')
  })

  test('[N1] nodes that write one story at once count it without gaps and without losing any', async () => {
    const a = await openStore()
    const b = await openStore(homes.get(a))
    const commits = Array.from({ length: 40 }, (_, byte) => {
      const store = byte % 2 === 0 ? a : b
      const others = byte % 3 === 0 ? [entry(`other-${byte}`, 1)] : []
      return store.commit([...others, entry('s', byte)], byte)
    })
    await Promise.all(commits)
    const loaded = await b.load('s')
    expect(loaded?.seq).toBe(40)
    const bytes = (loaded?.updates ?? []).flatMap((update) => [...update])
    expect(bytes.toSorted((x, y) => x - y)).toEqual(Array.from({ length: 40 }, (_, i) => i))
  })

  test('[N2] a client id that another node’s writer claimed is refused, with all of its batch', async () => {
    const a = await openStore()
    const b = await openStore(homes.get(a))
    await a.commit([entry('s', 1, 7, 'ann')], 1)
    await expect(b.commit([entry('t', 1), entry('s', 2, 7, 'mallory')], 2)).rejects.toThrow(/claim/)
    expect(await b.load('t')).toBeUndefined()
    expect((await b.load('s'))?.claims).toEqual(new Map([[7, 'ann']]))
  })

  test('[N3] what another node added is read from a sequence number on, with who wrote it', async () => {
    const a = await openStore()
    const by = { createdBy: 'ann', lastEditedBy: 'bob', lastEditedAt: 2 }
    await a.commit([entry('s', 1, 7)], 1)
    const authorship = [{ factId: 'f', authorship: by }]
    await a.commit([{ ...entry('s', 2, 8, 'bob'), authorship }], 2)
    await a.commit([entry('s', 3)], 3)
    const b = await openStore(homes.get(a))
    expect(await b.heads(['s', 'nowhere'])).toEqual(new Map([['s', 3]]))
    const added = await b.since('s', 1)
    expect(added).toMatchObject({ seq: 3, claims: new Map([[8, 'bob']]), epoch: '1' })
    expect(added?.updates.map(({ seq, update }) => [seq, ...update])).toEqual([
      [2, 2],
      [3, 3],
    ])
    expect(added?.authorship).toEqual(new Map([['f', by]]))
    expect((await b.since('s', 3))?.updates).toEqual([])
    expect(await b.since('nowhere', 0)).toBeUndefined()
    await a.saveSnapshot('s', { seq: 3, bytes: Uint8Array.of(9) })
    while ((await a.pack('s')) > 0); // what is packed meanwhile is found all the same
    expect((await b.since('s', 1))?.updates.map(({ seq }) => seq)).toEqual([2, 3])
  })

  test('[N4] commits wait for a database that is away, and are then written once', async () => {
    const postgres = await PrivatePostgres.open()
    onTestFinished(() => postgres.close())
    const store = await openStore(await postgres.database('held'))
    onTestFinished(() => store.close())
    await store.commit([entry('s', 0)], 1)
    // Some of these are under way when it stops: nobody hears whether they were written.
    const commits = Array.from({ length: 30 }, (_, i) => store.commit([entry('s', i + 1, i)], 2))
    const all = Promise.all(commits)
    await commits[0]
    await postgres.stop()
    const late = store.commit([entry('s', 31)], 3)
    await expect(store.load('s')).rejects.toThrow(/./)
    await postgres.start()
    const seqs = [...(await all), await late].flat()
    expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 31 }, (_, i) => i + 2))
    const loaded = await store.load('s')
    const bytes = (loaded?.updates ?? []).flatMap((update) => [...update])
    expect(bytes.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 32 }, (_, i) => i))
  })

  test('[U8] an update is never changed, not even by our own code', async () => {
    const store = await openStore()
    await store.commit([entry('s', 1)], 1)
    const client = new Client(homes.get(store))
    await client.connect()
    await expect(client.query('UPDATE log.updates SET at = 0')).rejects.toThrow('append-only')
    await client.end()
  })
})
