import { isMediaHash } from '@dateline/shared/editor-schema/figure-node'
import { sql } from 'kysely'
import type { Database } from '../store/database.ts'
import { sha256Of } from './file-media-store.ts'
import type { MediaStore } from './media-store.ts'

/** Pictures in the database, where every node finds them. */
export class PostgresMediaStore implements MediaStore {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  async put(bytes: Uint8Array): Promise<string> {
    const sha256 = sha256Of(bytes)
    await sql`INSERT INTO log.media VALUES (${sha256}, ${Buffer.from(bytes)})
      ON CONFLICT DO NOTHING`.execute(this.#db)
    return sha256
  }

  async get(sha256: string): Promise<Uint8Array | undefined> {
    if (!isMediaHash(sha256)) return undefined
    const { rows } = await sql<{
      bytes: Uint8Array
    }>`SELECT bytes FROM log.media WHERE sha256 = ${sha256}`.execute(this.#db)
    const [row] = rows
    return row && sha256Of(row.bytes) === sha256 ? row.bytes : undefined
  }
}
