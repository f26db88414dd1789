import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** When somebody has to look again at a story that went out through a closed gate (rule G16). */
export const review: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('stories').addColumn('review_due_at', 'integer').execute()
  },
}
