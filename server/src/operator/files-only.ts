import type { Config } from '../config.ts'

/**
 * For commands that work on the files of DATA_DIR.
 * @param instead what to do with a database, as a sentence
 * @throws Error for the operator when the data is in PostgreSQL
 */
export function filesOnly({ databaseUrl }: Pick<Config, 'databaseUrl'>, instead: string): void {
  if (databaseUrl === undefined) return
  throw new Error(`DATABASE_URL is set: the data is in PostgreSQL, not in DATA_DIR. ${instead}`)
}
