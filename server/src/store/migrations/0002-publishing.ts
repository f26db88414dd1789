import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What the whole life of a publication needs: schedules, corrections, leases, paused targets. */
export const publishing: Migration = {
  async up(db: Kysely<unknown>) {
    const added = {
      publications: [
        ['action', 'text'],
        ['due_at', 'bigint'],
        ['seen_hash', 'text'],
        ['lease_token', 'text'],
      ],
      targets: [
        ['settings', 'text'],
        ['paused_at', 'bigint'],
        ['paused_reason', 'text'],
      ],
      remote_copies: [
        ['state', 'text'],
        ['etag', 'text'],
        ['revision', 'bigint'],
      ],
    } as const
    for (const [table, columns] of Object.entries(added)) {
      for (const [name, type] of columns) {
        // One at a time: SQLite adds one column a statement.
        await db.schema.alterTable(table).addColumn(name, type).execute()
      }
    }
    // Two nodes can never hold two revisions of one story for one target (rule B2).
    await db.schema
      .createIndex('publications_one_held')
      .unique()
      .on('publications')
      .columns(['story_id', 'target_id'])
      .where(sql.ref('state'), 'in', sql`('sending', 'sent')`)
      .execute()
    await db.schema
      .createTable('deliveries')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('target_id', 'text', (column) => column.notNull().references('targets.id'))
      .addColumn('publication_id', 'text', (column) => column.references('publications.id'))
      .addColumn('webhook_id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('took_ms', 'bigint', (column) => column.notNull())
      .addColumn('status', 'integer')
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('answer', 'text', (column) => column.notNull())
      .addColumn('replayed_by', 'text')
      .execute()
    await db.schema
      .createIndex('deliveries_by_target')
      .on('deliveries')
      .columns(['target_id', 'at'])
      .execute()
  },
}
