import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What small updates took away before a deletion was held back (rule H7). */
export const spreadDeletions: Migration = {
  async up(db: Kysely<unknown>) {
    const add = (name: string, type: 'text' | 'bigint' | 'integer') =>
      db.schema.alterTable('held_deletions').addColumn(name, type).execute()
    await add('removed', 'text')
    await add('gone', 'integer')
    await add('since', 'bigint')
  },
}
