import type { Pool, PoolClient } from 'pg'

/** Runs `work` between `begin` and COMMIT; what it throws rolls it back. */
export async function inTransaction<T>(
  pool: Pool,
  begin: string,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query(begin)
    const result = await work(client)
    await client.query('COMMIT')
    client.release()
    return result
  } catch (error) {
    // A connection that broke is not given back.
    const broke = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    )
    client.release(broke)
    throw error
  }
}
