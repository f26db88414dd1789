import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Which pictures belong to which story; their bytes are in the media store. */
export const media: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('media')
      .addColumn('story_id', 'text', (column) => column.notNull().references('stories.id'))
      .addColumn('sha256', 'text', (column) => column.notNull())
      .addColumn('media_type', 'text', (column) => column.notNull())
      .addColumn('width', 'integer', (column) => column.notNull())
      .addColumn('height', 'integer', (column) => column.notNull())
      .addColumn('bytes', 'integer', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('media_key', ['story_id', 'sha256'])
      .execute()
  },
}
