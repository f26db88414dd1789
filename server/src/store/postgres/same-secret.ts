import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../database.ts'

/**
 * Nodes on one database sign sessions and seal passwords for each other, so they need one secret.
 * The first to start leaves a fingerprint of it, from which it cannot be told.
 *
 * @throws Error for the operator when this node's is another one
 */
export async function checkSameSecret(db: Database, secret: string): Promise<void> {
  const fingerprint = createHmac('sha256', secret).update('dateline: one secret').digest('hex')
  await sql`INSERT INTO log.secret (fingerprint) VALUES (${fingerprint}) ON CONFLICT DO NOTHING`.execute(
    db,
  )
  const { rows } = await sql<{ fingerprint: string }>`SELECT fingerprint FROM log.secret`.execute(
    db,
  )
  if (rows.some((row) => row.fingerprint === fingerprint)) return
  throw new Error(
    'AUTH_SECRET differs from that of the other servers on this database. Give every node the ' +
      'same; to change it on purpose, stop all of them and DELETE FROM log.secret.',
  )
}
