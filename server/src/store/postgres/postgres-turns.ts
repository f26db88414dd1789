import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { KeyedQueue, type Turns } from '../../keyed-queue.ts'
import { inTransaction } from './in-transaction.ts'
import { openPool } from './postgres-pool.ts'

/** Different keys in work at once, on this node. */
const AT_ONCE = 3

/**
 * Turns that all nodes on a database take together (rule N8). One never waits for a key while it
 * holds another one of the same PostgresTurns.
 */
export class PostgresTurns implements Turns {
  readonly #here = new KeyedQueue()
  readonly #pool: Pool

  constructor(url: string, log: Logger) {
    this.#pool = openPool(url, AT_ONCE, log)
  }

  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    return this.#here.run(key, () =>
      inTransaction(this.#pool, 'BEGIN', async (client) => {
        await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key])
        return work()
      }),
    )
  }

  close(): Promise<void> {
    return this.#pool.end()
  }
}
