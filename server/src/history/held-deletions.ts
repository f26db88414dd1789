import { mintStoryId, type StoryId } from '@dateline/shared/ids'
import type { HeldDeletion } from '@dateline/shared/story/held-deletion'
import { insertAudit } from '../audit/sql-audit-log.ts'
import type { Database } from '../store/database.ts'
import type { MassDeletion } from '../sync/mass-deletion.ts'

export const VERDICTS = ['apply', 'dismiss'] as const
export type Verdict = (typeof VERDICTS)[number]

/** What is needed to carry a held deletion out after all. */
export interface Taken {
  readonly by: string
  readonly update: Uint8Array
}

/**
 * Deletions that were held back for a person to decide (rules H3, H4). A person has at most one open
 * in a story: who comes back with the same deletion, and more, brings the newer one.
 */
export class HeldDeletions {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  async hold(
    storyId: StoryId,
    by: string,
    update: Uint8Array,
    { deleted, total }: MassDeletion,
    at: number,
  ): Promise<void> {
    const held = { deleted, total, at, update: Buffer.from(update).toString('base64') }
    await this.#db.transaction().execute(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('held_deletions')
        .set(held)
        .where('story_id', '=', storyId)
        .where('by', '=', by)
        .where('state', '=', 'open')
        .executeTakeFirst()
      if (numUpdatedRows > 0n) return
      const id = mintStoryId()
      await transaction
        .insertInto('held_deletions')
        .values({ id, story_id: storyId, by, state: 'open', decided_by: null, ...held })
        .execute()
      const detail = { deleted, total }
      await insertAudit(transaction, { by, action: 'story.hold', storyId, detail }, at)
    })
  }

  /** What waits for a decision, oldest first. */
  async open(storyId: StoryId): Promise<HeldDeletion[]> {
    return this.#db
      .selectFrom('held_deletions')
      .select(['id', 'by', 'at', 'deleted', 'total'])
      .where('story_id', '=', storyId)
      .where('state', '=', 'open')
      .orderBy('at')
      .execute()
  }

  /**
   * Decides about one, once; the decision and its audit row are one commit.
   * @returns undefined when somebody has decided already, or there is none
   */
  async decide(
    storyId: StoryId,
    id: string,
    verdict: Verdict,
    by: string,
    at: number,
  ): Promise<Taken | undefined> {
    return this.#db.transaction().execute(async (transaction) => {
      const row = await transaction
        .updateTable('held_deletions')
        .set({ state: verdict === 'apply' ? 'applied' : 'dismissed', decided_by: by })
        .where('story_id', '=', storyId)
        .where('id', '=', id)
        .where('state', '=', 'open')
        .returning(['by', 'update', 'deleted', 'total'])
        .executeTakeFirst()
      if (!row) return undefined
      const detail = { of: row.by, deleted: row.deleted, total: row.total }
      await insertAudit(transaction, { by, action: `story.hold.${verdict}`, storyId, detail }, at)
      return { by: row.by, update: new Uint8Array(Buffer.from(row.update, 'base64')) }
    })
  }
}
