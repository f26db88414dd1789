import { Client } from 'pg'

/** Any number; another than those of start-lock.ts and log-schema.ts. */
const SERVER_LOCK = 7_305_153

/**
 * Makes this process the only server on a database, as lockDataDir does for a directory; the lock
 * goes with its connection.
 *
 * @returns unlock @throws Error when another server runs on the database
 */
export async function lockDatabase(url: string): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: url, keepAlive: true })
  client.on('error', () => undefined) // the database went away, and the lock with it
  await client.connect()
  const { rows } = await client.query<{ locked: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS locked',
    [SERVER_LOCK],
  )
  if (rows[0]?.locked) return () => client.end()
  await client.end()
  throw new Error('Another server runs on this database. Stop it, or set another DATABASE_URL.')
}
