import { sql, type Kysely } from 'kysely'
import { isPostgres } from '../is-postgres.ts'

/** Triggers that refuse to change or delete what a table holds, so not even our own code can (A5). */
export async function appendOnly(db: Kysely<unknown>, table: string): Promise<void> {
  if (isPostgres(db)) return appendOnlyInPostgres(db, table)
  for (const act of ['UPDATE', 'DELETE']) {
    await sql`CREATE TRIGGER ${sql.raw(`${table}_no_${act.toLowerCase()}`)} BEFORE ${sql.raw(act)}
      ON ${sql.raw(table)} BEGIN SELECT RAISE(ABORT, 'append-only'); END`.execute(db)
  }
}

async function appendOnlyInPostgres(db: Kysely<unknown>, table: string): Promise<void> {
  await sql`CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'append-only'; END $$`.execute(db)
  await sql`CREATE TRIGGER ${sql.raw(`${table}_append_only`)} BEFORE UPDATE OR DELETE OR TRUNCATE
    ON ${sql.raw(table)} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`.execute(db)
}
