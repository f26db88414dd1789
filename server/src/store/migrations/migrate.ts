import type { Kysely } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import type { Tables } from '../database.ts'
import { initial } from './0001-initial.ts'
import { publishing } from './0002-publishing.ts'
import { media } from './0003-media.ts'
import { factsDesk } from './0004-facts-desk.ts'
import { review } from './0005-review.ts'
import { heldDeletions } from './0006-held-deletions.ts'
import { spreadDeletions } from './0007-spread-deletions.ts'

/**
 * In order, forward only: a released migration is never edited. They run on both engines: `integer`
 * is 64 bits wide and `autoIncrement` counts up on each (decision 0007); append-only tables get their
 * triggers from append-only.ts; whatever else needs raw SQL must be SQL that both understand.
 */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
  '0002-publishing': publishing,
  '0003-media': media,
  '0004-facts-desk': factsDesk,
  '0005-review': review,
  '0006-held-deletions': heldDeletions,
  '0007-spread-deletions': spreadDeletions,
}

/** Brings a database to the current shape. @throws with the cause when it cannot be */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } })
  const { error } = await migrator.migrateToLatest()
  if (error === undefined) return
  throw new Error('The database could not be brought to the current shape.', { cause: error })
}
