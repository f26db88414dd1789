import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { appendOnly } from './append-only.ts'

/** Disputes with both sides, questions about facts, the newsroom's choices, restricted sources, copies. */
export const factsDesk: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('fact_decisions').addColumn('dispute', 'text').execute()
    await db.schema
      .createTable('settings')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('changed_by', 'text', (column) => column.notNull())
      .addColumn('changed_at', 'integer', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('fact_queries')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('story_id', 'text', (column) => column.notNull().references('stories.id'))
      .addColumn('fact_id', 'text', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('answered_by', 'text')
      .addColumn('answered_at', 'integer')
      .addColumn('answer', 'text')
      .execute()
    await db.schema
      .createIndex('fact_queries_by_fact')
      .on('fact_queries')
      .columns(['story_id', 'fact_id', 'id'])
      .execute()
    await db.schema
      .createTable('restricted_sources')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('story_id', 'text', (column) => column.notNull().references('stories.id'))
      .addColumn('fact_id', 'text', (column) => column.notNull())
      .addColumn('source_id', 'text', (column) => column.notNull())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('reporter', 'text', (column) => column.notNull())
      .addColumn('editor', 'text', (column) => column.notNull())
      .addColumn('created_at', 'integer', (column) => column.notNull())
      .addColumn('changed_at', 'integer', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('restricted_sources_by_story')
      .on('restricted_sources')
      .columns(['story_id'])
      .execute()
    await db.schema
      .createTable('restricted_views')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('restricted_id', 'text', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('fact_index')
      .addColumn('story_id', 'text', (column) => column.notNull().references('stories.id'))
      .addColumn('fact_id', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('label', 'text', (column) => column.notNull())
      .addColumn('words', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('origin_story', 'text')
      .addColumn('origin_fact', 'text')
      .addPrimaryKeyConstraint('fact_index_key', ['story_id', 'fact_id'])
      .execute()
    await db.schema
      .createIndex('fact_index_by_origin')
      .on('fact_index')
      .columns(['origin_story', 'origin_fact'])
      .execute()
    await appendOnly(db, 'restricted_views')
  },
}
