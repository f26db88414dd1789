import type { RestrictedSource } from '@dateline/shared/api/contracts'
import { mintId, type StoryId } from '@dateline/shared/ids'
import type { Selectable } from 'kysely'
import { insertAudit } from '../audit/sql-audit-log.ts'
import type { Deps } from '../deps.ts'
import { SecretBox } from '../publishing/secret-box.ts'
import type { Tables } from '../store/database.ts'

export type RestrictedRow = Selectable<Tables['restricted_sources']>

/**
 * Who restricted sources are (rule F10): sealed under the server's secret, bound to the handle that
 * the document has, opened for two people, and never without a row that says who looked.
 */
export class RestrictedStore {
  readonly #db: Deps['db']
  readonly #now: Deps['now']
  readonly #box: SecretBox

  constructor({ db, now, secret }: Pick<Deps, 'db' | 'now' | 'secret'>) {
    this.#db = db
    this.#now = now
    this.#box = new SecretBox(secret, 'dateline restricted sources')
  }

  async add(
    about: { storyId: StoryId; factId: string; sourceId: string },
    { identity, editor }: { identity: string; editor: string },
    reporter: string,
  ): Promise<RestrictedRow> {
    const [id, at] = [mintId(), this.#now()]
    const row: RestrictedRow = {
      id,
      story_id: about.storyId,
      fact_id: about.factId,
      source_id: about.sourceId,
      sealed: this.#box.seal(identity, id),
      reporter,
      editor,
      created_at: at,
      changed_at: at,
    }
    await this.#db.transaction().execute(async (transaction) => {
      await transaction.insertInto('restricted_sources').values(row).execute()
      await insertAudit(transaction, auditOf(row, 'source.restrict', reporter, { editor }), at)
    })
    return row
  }

  async get(storyId: StoryId, id: string): Promise<RestrictedRow | undefined> {
    return this.#db
      .selectFrom('restricted_sources')
      .selectAll()
      .where('story_id', '=', storyId)
      .where('id', '=', id)
      .executeTakeFirst()
  }

  /** Of one story, oldest first; who looked is told to the two who may. */
  async list(storyId: StoryId, forUser: string): Promise<RestrictedSource[]> {
    const rows = await this.#db
      .selectFrom('restricted_sources')
      .selectAll()
      .where('story_id', '=', storyId)
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    return Promise.all(rows.map((row) => this.view(row, forUser)))
  }

  async view(row: RestrictedRow, forUser: string): Promise<RestrictedSource> {
    const { id, fact_id, source_id, reporter, editor, created_at, changed_at } = row
    return {
      id,
      factId: fact_id,
      sourceId: source_id,
      reporter,
      editor,
      createdAt: created_at,
      changedAt: changed_at,
      views: mayKnow(row, forUser) ? await this.#views(id) : null,
    }
  }

  async change(
    row: RestrictedRow,
    patch: { identity?: string | undefined; editor?: string | undefined },
    by: string,
  ): Promise<RestrictedRow> {
    const at = this.#now()
    const changed: RestrictedRow = {
      ...row,
      ...(patch.identity !== undefined && { sealed: this.#box.seal(patch.identity, row.id) }),
      ...(patch.editor !== undefined && { editor: patch.editor }),
      changed_at: at,
    }
    const detail = { editor: changed.editor, identityChanged: patch.identity !== undefined }
    await this.#db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('restricted_sources')
        .set({ sealed: changed.sealed, editor: changed.editor, changed_at: at })
        .where('id', '=', row.id)
        .execute()
      await insertAudit(transaction, auditOf(row, 'source.restrict.change', by, detail), at)
    })
    return changed
  }

  async remove(row: RestrictedRow, by: string): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      await transaction.deleteFrom('restricted_sources').where('id', '=', row.id).execute()
      await insertAudit(transaction, auditOf(row, 'source.restrict.end', by), this.#now())
    })
  }

  /**
   * Who it is, after the look is on the record.
   * @returns undefined when the server's secret has changed since it was written
   */
  async reveal(row: RestrictedRow, by: string): Promise<string | undefined> {
    const at = this.#now()
    await this.#db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('restricted_views')
        .values({ restricted_id: row.id, by, at })
        .execute()
      await insertAudit(transaction, auditOf(row, 'source.reveal', by), at)
    })
    return this.#box.open(row.sealed, row.id)
  }

  /** Somebody asked who may not know. */
  async refused(row: RestrictedRow, by: string): Promise<void> {
    await insertAudit(this.#db, auditOf(row, 'source.reveal.refused', by), this.#now())
  }

  async #views(id: string): Promise<{ by: string; at: number }[]> {
    return this.#db
      .selectFrom('restricted_views')
      .select(['by', 'at'])
      .where('restricted_id', '=', id)
      .orderBy('id', 'desc')
      .limit(50)
      .execute()
  }
}

/** Its reporter and the one editor they named; nobody else, whatever their role (rule F10). */
export const mayKnow = (row: RestrictedRow, userId: string): boolean =>
  row.reporter === userId || row.editor === userId

const auditOf = (row: RestrictedRow, action: string, by: string, more: object = {}) => ({
  by,
  action,
  storyId: row.story_id,
  detail: { handle: row.id, factId: row.fact_id, ...more },
})
