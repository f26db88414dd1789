import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Deletions that wait for a person to decide (rule H3). */
export const heldDeletions: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('held_deletions')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('story_id', 'text', (column) => column.notNull().references('stories.id'))
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('update', 'text', (column) => column.notNull())
      .addColumn('deleted', 'integer', (column) => column.notNull())
      .addColumn('total', 'integer', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('decided_by', 'text')
      .execute()
    await db.schema
      .createIndex('held_deletions_by_story')
      .on('held_deletions')
      .columns(['story_id', 'state'])
      .execute()
  },
}
