import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { SqliteUpdateStore } from '../../store/sqlite/sqlite-update-store.ts'
import type { SimProcess } from './virtual-time.ts'

/**
 * What outlives a crash: the real tables of the update log, in memory, with SQLite's promise that a
 * transaction is there when it was committed, and never was when its process died before.
 */
export class Disk {
  readonly #db = new DatabaseSync(':memory:')
  #looker: SqliteUpdateStore | undefined
  /** How many more rows the process that writes now lives to change; null where it lives on. */
  #left: number | null = null
  /** Transactions that are on disk. */
  commits = 0

  /** A new process's connection. What the one before left half done is gone. */
  connect(process: SimProcess): DatabaseSync {
    this.#rollBack()
    const alive = () => {
      if (process.isDead) throw new Error('dead')
    }
    return this.#connection({
      change: () => {
        alive()
        this.#live()
      },
      exec: (sql) => {
        alive()
        if (sql === 'COMMIT') this.#commit()
        else this.#db.exec(sql)
      },
    })
  }

  /**
   * A process is about to do the last thing it ever does.
   * @param changes so many rows it changes at most, in a transaction it does not live to commit;
   * null: it lives on
   */
  dieAfter(changes: number | null): void {
    this.#left = changes
  }

  /** A row of which only the beginning reached the disk. */
  tear(table: 'snapshots' | 'openings', storyId: string, seq: number, portion: number): void {
    this.#db
      .prepare(
        `UPDATE ${table} SET bytes = substr(bytes, 1, CAST(length(bytes) * ? AS INTEGER))
         WHERE story_id = ? AND seq = ?`,
      )
      .run(portion, storyId, seq)
  }

  /** To look at what is there, as a process would find it; changes nothing. */
  look(): SqliteUpdateStore {
    const undone: Readonly<Record<string, string>> = {
      'BEGIN IMMEDIATE': 'SAVEPOINT look',
      COMMIT: 'ROLLBACK TO look; RELEASE look',
    }
    return (this.#looker ??= new SqliteUpdateStore(
      this.#connection({ change: () => {}, exec: (sql) => this.#db.exec(undone[sql] ?? sql) }),
    ))
  }

  #live(): void {
    if (this.#left === null) return
    this.#left -= 1
    if (this.#left < 0) this.#die()
  }

  #commit(): void {
    if (this.#left !== null) this.#die()
    this.#db.exec('COMMIT')
    this.commits += 1
  }

  #die(): never {
    this.#rollBack()
    throw new Error('killed')
  }

  #rollBack(): void {
    if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
  }

  /** The part of a connection that the update log uses. */
  #connection({ change, exec }: Watched): DatabaseSync {
    const db = this.#db
    const prepare = (sql: string) => {
      const statement = db.prepare(sql)
      if (sql.startsWith('SELECT')) return statement
      const run: StatementSync['run'] = (...values: never[]) => {
        change()
        return statement.run(...values)
      }
      return { run }
    }
    const connection = {
      prepare,
      exec,
      close: () => {},
      isOpen: true,
      get isTransaction() {
        return db.isTransaction
      },
    }
    return connection as unknown as DatabaseSync
  }
}

interface Watched {
  /** A row is about to be changed. */
  readonly change: () => void
  readonly exec: (sql: string) => void
}
