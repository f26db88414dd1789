import { Client } from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { readConfig } from '../config.ts'
import { openLogger } from '../observability/logger.ts'
import { openPostgresDatabase } from '../store/postgres/open-postgres-database.ts'
import { PostgresUpdateStore } from '../store/postgres/postgres-update-store.ts'
import { hasPostgres, WITHOUT_POSTGRES } from '../testing/private-postgres.ts'
import { freshDatabase } from '../testing/shared-services.ts'
import { BACKUP_COMMANDS } from './backup-commands.ts'
import { REPAIR_COMMANDS } from './repair-commands.ts'
import { verifyDatabase } from './verify-database.ts'

const NOTE = hasPostgres ? '' : ` (${WITHOUT_POSTGRES})`
if (!hasPostgres) process.stderr.write(`operator.pg.test.ts ${WITHOUT_POSTGRES}\n`)

describe.skipIf(!hasPostgres)(`the operator’s commands on PostgreSQL${NOTE}`, () => {
  const open: { close(): Promise<void> }[] = []
  afterAll(() => Promise.all(open.map((one) => one.close())))

  /** One story of three updates, with a snapshot after the second. */
  async function aNewsroom() {
    const url = await freshDatabase()
    await (await openPostgresDatabase(url, openLogger('silent'))).destroy()
    const store = await PostgresUpdateStore.open(url, openLogger('silent'))
    open.push(store)
    const doc = new Y.Doc()
    for (const [index, word] of ['one ', 'two ', 'three'].entries()) {
      const before = Y.encodeStateVector(doc)
      doc.getText('body').insert(doc.getText('body').length, word)
      const update = Y.encodeStateAsUpdate(doc, before)
      const row = { storyId: 's', update, authors: ['ann'], claims: [], authorship: [] }
      await store.commit([row], index + 1)
      if (index === 1) {
        await store.saveSnapshot('s', { seq: 2, bytes: Y.encodeStateAsUpdateV2(doc) })
      }
    }
    const spoil = async (statement: string) => {
      const client = new Client(url)
      await client.connect()
      await client.query(`SET session_replication_role = replica; ${statement}`)
      await client.end()
    }
    return { url, store, spoil }
  }

  const run = (name: string, url: string) => {
    const command = [...BACKUP_COMMANDS, ...REPAIR_COMMANDS].find((one) => one.name === name)
    const config = readConfig({ DATABASE_URL: url })
    return command?.run({ config, values: {}, positionals: ['news.tar.gz'] })
  }

  test('verify reads every row, and finds what is damaged, missing or without a document', async () => {
    const { url, store, spoil } = await aNewsroom()
    while ((await store.pack('s')) > 0); // what is packed is looked at, too
    expect(await verifyDatabase(url)).toEqual({ stories: 1, updates: 3, troubles: [] })
    await spoil("UPDATE log.updates SET bytes = '\\x00' WHERE seq = 3")
    await spoil("UPDATE log.snapshots SET bytes = '\\x01'")
    expect((await verifyDatabase(url)).troubles).toEqual([
      'Story s: update 3 is damaged: the checksum is wrong.',
      'Story s: the snapshot of update 2 is damaged: the checksum is wrong.',
    ])
    await spoil('DELETE FROM log.updates')
    expect((await verifyDatabase(url)).troubles).toContain('Story s: update 3 is missing.')
  })

  test('what works on files says what to do with a database instead', async () => {
    const { url } = await aNewsroom()
    await expect(run('backup', url)).rejects.toThrow(/PostgreSQL.*pg_dump/)
    await expect(run('restore', url)).rejects.toThrow(/PostgreSQL.*pg_restore.*new-epoch/)
    await expect(run('repair', url)).rejects.toThrow(/PostgreSQL.*verify/)
  })

  test('[U10] new-epoch begins one in every story', async () => {
    const { url, store } = await aNewsroom()
    const before = (await store.load('s'))?.epoch
    expect(await run('new-epoch', url)).toBe(0)
    expect((await store.load('s'))?.epoch).not.toBe(before)
  })
})
