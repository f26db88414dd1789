import { PostgresAdapter, type Kysely } from 'kysely'

/** For the few places where the two engines need other words. */
export const isPostgres = <T>(db: Kysely<T>): boolean =>
  db.getExecutor().adapter instanceof PostgresAdapter
