import { Pool, TypeOverrides } from 'pg'
import type { Logger } from 'pino'

const INT8 = 20
/** A database that does not answer in this time counts as down, ms. */
const CONNECT_MS = 5_000

/**
 * Connections to PostgreSQL. 64-bit integers come back as numbers: ours are times and counts, far
 * below 2^53.
 *
 * @param size connections at most
 */
export function openPool(url: string, size: number, log: Logger): Pool {
  const types = new TypeOverrides()
  types.setTypeParser(INT8, Number)
  const pool = new Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: 'dateline',
    types,
  })
  // An idle connection that breaks (the database was restarted) is replaced; it is nobody's error.
  pool.on('error', (error) => log.warn({ err: error }, 'a connection to PostgreSQL broke'))
  return pool
}
