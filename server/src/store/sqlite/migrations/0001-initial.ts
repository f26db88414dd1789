import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Every table of store/database.ts. */
export const initial: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('stories')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('status', 'text', (column) => column.notNull().defaultTo('draft'))
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('created_at', 'integer', (column) => column.notNull())
      .addColumn('assignee', 'text')
      .addColumn('deadline', 'integer')
      .addColumn('embargo_until', 'integer')
      .addColumn('legal', 'text', (column) => column.notNull().defaultTo('not_needed'))
      .addColumn('access', 'text', (column) => column.notNull().defaultTo('newsroom'))
      .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
      .addColumn('slug', 'text', (column) => column.notNull().defaultTo(''))
      .addColumn('headline', 'text', (column) => column.notNull().defaultTo(''))
      .addColumn('language', 'text', (column) => column.notNull().defaultTo('en'))
      .addColumn('words', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('target_words', 'integer')
      .addColumn('facts_approved', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('facts_open', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('facts_at_risk', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('proposals', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('updated_at', 'integer', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('story_team')
      .addColumn('story_id', 'text', (column) => column.notNull().references('stories.id'))
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('story_team_key', ['story_id', 'user_id'])
      .execute()
    await db.schema
      .createTable('fact_decisions')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('story_id', 'text', (column) => column.notNull().references('stories.id'))
      .addColumn('fact_id', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('note', 'text', (column) => column.notNull())
      .addColumn('frozen', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('fact_decisions_by_fact')
      .on('fact_decisions')
      .columns(['story_id', 'fact_id', 'id'])
      .execute()
    await db.schema
      .createTable('audit')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('story_id', 'text')
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('detail', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('audit_by_story').on('audit').columns(['story_id', 'id']).execute()
    await db.schema
      .createTable('targets')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('url', 'text', (column) => column.notNull())
      .addColumn('username', 'text', (column) => column.notNull())
      .addColumn('secret', 'text', (column) => column.notNull())
      .addColumn('allow_private', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('created_at', 'integer', (column) => column.notNull())
      .addColumn('removed_at', 'integer')
      .execute()
    await db.schema
      .createTable('publications')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('story_id', 'text', (column) => column.notNull().references('stories.id'))
      .addColumn('target_id', 'text', (column) => column.notNull().references('targets.id'))
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('package', 'text', (column) => column.notNull())
      .addColumn('package_hash', 'text', (column) => column.notNull())
      .addColumn('override_by', 'text')
      .addColumn('override_reason', 'text')
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('updated_at', 'integer', (column) => column.notNull())
      .addColumn('next_attempt_at', 'integer')
      .addColumn('lease_until', 'integer')
      .addColumn('remote_url', 'text')
      .addUniqueConstraint('publications_revision', ['story_id', 'target_id', 'revision'])
      .execute()
    await db.schema
      .createTable('publication_attempts')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('publication_id', 'text', (column) =>
        column.notNull().references('publications.id'),
      )
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('detail', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('remote_copies')
      .addColumn('story_id', 'text', (column) => column.notNull().references('stories.id'))
      .addColumn('target_id', 'text', (column) => column.notNull().references('targets.id'))
      .addColumn('remote_id', 'text', (column) => column.notNull())
      .addColumn('remote_url', 'text')
      .addColumn('content_hash', 'text')
      .addColumn('updated_at', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('remote_copies_key', ['story_id', 'target_id'])
      .execute()
    for (const table of ['fact_decisions', 'audit']) {
      for (const act of ['UPDATE', 'DELETE']) {
        await sql`CREATE TRIGGER ${sql.raw(`${table}_no_${act.toLowerCase()}`)} BEFORE ${sql.raw(act)}
          ON ${sql.raw(table)} BEGIN SELECT RAISE(ABORT, 'append-only'); END`.execute(db)
      }
    }
  },
}
