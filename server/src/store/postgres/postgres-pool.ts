import { Pool, TypeOverrides } from 'pg'
import type { Logger } from 'pino'

const INT8 = 20
const BYTEA = 17
/** A database that does not answer in this time counts as down, ms. */
const CONNECT_MS = 5_000
const QUERY_MS = 30_000

/**
 * Connections to PostgreSQL. 64-bit integers come back as numbers: ours are times and counts, far
 * below 2^53.
 *
 * @param size connections at most
 */
export function openPool(url: string, size: number, log: Logger): Pool {
  const types = new TypeOverrides()
  types.setTypeParser(INT8, Number)
  types.setTypeParser(BYTEA, (text) => {
    const { buffer, byteOffset, byteLength } = Buffer.from(text.slice(2), 'hex') // after its \x
    return new Uint8Array(buffer, byteOffset, byteLength)
  })
  const pool = new Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    query_timeout: QUERY_MS,
    application_name: 'dateline',
    types,
  })
  // One in use that breaks fails its query, and says so besides; nobody listening ends the process.
  pool.on('connect', (client) => {
    client.on('error', (error) => log.debug({ err: error }, 'a connection in use broke'))
  })
  // An idle connection that breaks (the database was restarted) is replaced; it is nobody's error.
  pool.on('error', (error) => log.warn({ err: error }, 'a connection to PostgreSQL broke'))
  return pool
}
