import type { Transaction } from 'kysely'
import type { Database, Tables } from '../store/database.ts'
import type { AuditEntry, AuditLog } from './audit-log.ts'

/** The audit table; triggers there refuse UPDATE and DELETE, so not even our own code can rewrite it. */
export class SqlAuditLog implements AuditLog {
  readonly #db: Database
  readonly #now: () => number

  constructor(db: Database, now: () => number) {
    this.#db = db
    this.#now = now
  }

  async record(entry: AuditEntry): Promise<void> {
    await insertAudit(this.#db, entry, this.#now())
  }

  /** Oldest first. */
  async ofStory(storyId: string): Promise<readonly (AuditEntry & { id: number; at: number })[]> {
    const rows = await this.#db
      .selectFrom('audit')
      .selectAll()
      .where('story_id', '=', storyId)
      .orderBy('id')
      .execute()
    return rows.map(({ id, at, by, action, detail }) => {
      return { id, at, by, action, storyId, detail: JSON.parse(detail) as Record<string, unknown> }
    })
  }
}

/** For acts whose row must be in the same commit as what it tells of. */
export async function insertAudit(
  db: Database | Transaction<Tables>,
  { by, action, storyId, detail }: AuditEntry,
  at: number,
): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      at,
      by,
      action,
      story_id: storyId ?? null,
      detail: JSON.stringify(withoutSecrets(detail)),
    })
    .execute()
}

const SECRET_KEY = /password|passphrase|secret|token|cookie|authorization|credential|api.?key/i

/** The last line of defence: what is called like a secret is not written down, however deep it lies. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      return [key, SECRET_KEY.test(key) ? '(not kept)' : withoutSecrets(inner)]
    }),
  )
}
