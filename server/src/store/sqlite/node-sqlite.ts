import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { SqliteDialect } from 'kysely'

/**
 * Opens a SQLite file so that a commit is on disk when it returns: WAL, `synchronous=FULL`
 * (rule Y1). Waits up to five seconds for another process (a backup) that holds the file.
 */
export function openSqlite(file: string): DatabaseSync {
  const db = new DatabaseSync(file)
  db.exec('PRAGMA journal_mode = WAL')
  db.exec('PRAGMA synchronous = FULL')
  db.exec('PRAGMA foreign_keys = ON')
  db.exec('PRAGMA busy_timeout = 5000')
  return db
}

/** Statements that stay prepared; lists of many lengths would else collect without end. */
const MOST_STATEMENTS = 500

/** Kysely over `node:sqlite`: its dialect expects the shape of better-sqlite3. */
export function nodeSqliteDialect(db: DatabaseSync): SqliteDialect {
  // To prepare a short query takes longer than to run it. Kysely uses a connection by one at a time.
  const prepared = new Map<string, ReturnType<typeof adapt>>()
  const prepare = (sql: string) => {
    const known = prepared.get(sql)
    prepared.delete(sql)
    const statement = known ?? adapt(db.prepare(sql))
    if (prepared.size >= MOST_STATEMENTS) prepared.delete(prepared.keys().next().value ?? '')
    prepared.set(sql, statement) // the newest last: the first is the one that was not needed longest
    return statement
  }
  return new SqliteDialect({ database: { close: () => db.close(), prepare } })
}

function adapt(statement: StatementSync) {
  return {
    reader: statement.columns().length > 0,
    all: (parameters: readonly unknown[]) => statement.all(...parameters.map(bindable)),
    run: (parameters: readonly unknown[]) => statement.run(...parameters.map(bindable)),
    iterate: (parameters: readonly unknown[]) => statement.iterate(...parameters.map(bindable)),
  }
}

/** `node:sqlite` refuses what other drivers convert. */
function bindable(value: unknown): SQLInputValue {
  if (value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.toISOString()
  return value as SQLInputValue
}
