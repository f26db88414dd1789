import { mintStoryId, type StoryId } from '@dateline/shared/ids'
import type { HeldDeletion } from '@dateline/shared/story/held-deletion'
import type { Selectable, Transaction } from 'kysely'
import * as Y from 'yjs'
import { insertAudit } from '../audit/sql-audit-log.ts'
import type { Database, Tables } from '../store/database.ts'
import type { MassDeletion } from '../sync/mass-deletion.ts'
import type { Decisions } from '../sync/recent-deletions.ts'

export const VERDICTS = ['apply', 'dismiss'] as const
export type Verdict = (typeof VERDICTS)[number]

/** What smaller updates took away before a deletion was held (rule H7). */
export interface Removed {
  /** An update that deletes the very same. */
  readonly update: Uint8Array
  /** Characters of it that others had written. */
  readonly gone: number
  /** When the first of it came in, ms since epoch. */
  readonly since: number
}

export interface NewHeld extends MassDeletion {
  readonly by: string
  readonly update: Uint8Array
  readonly removed?: Removed
}

/** What is needed to carry a held deletion out after all, or to undo what came before it. */
export interface Taken extends MassDeletion {
  readonly by: string
  readonly update: Uint8Array
  /** When it was held, ms since epoch. */
  readonly at: number
  readonly removed: Removed | undefined
}

type Row = Selectable<Tables['held_deletions']>

/**
 * Deletions that were held back for a person to decide (rules H3, H4, H7), in the database that all
 * servers share: they outlive a restart. A person has at most one open in a story: who comes back
 * with the same deletion, and more, brings the newer one.
 */
export class HeldDeletions {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** @returns whether it was news: false when the very same is open already */
  async hold(storyId: StoryId, held: NewHeld, at: number): Promise<boolean> {
    return this.#db.transaction().execute(async (transaction) => {
      const row = await openOf(transaction, storyId, held.by)
      if (row && isSame(row, held)) return false
      if (row) await this.#renew(transaction, row, held)
      else await this.#add(transaction, storyId, held, at)
      return true
    })
  }

  /** What waits for a decision, oldest first. */
  async open(storyId: StoryId): Promise<HeldDeletion[]> {
    const rows = await this.#db
      .selectFrom('held_deletions')
      .select(['id', 'by', 'at', 'deleted', 'total', 'gone'])
      .where('story_id', '=', storyId)
      .where('state', '=', 'open')
      .orderBy('at')
      .execute()
    return rows.map(({ gone, ...held }) => (gone ? { ...held, gone } : held))
  }

  /** What a room has to know of them. */
  async decisions(storyId: StoryId): Promise<Decisions> {
    const rows = await this.#db
      .selectFrom('held_deletions')
      .select(['by', 'state', 'update'])
      .where('story_id', '=', storyId)
      .where((where) =>
        where.or([
          where('state', '=', 'open'),
          where.and([where('state', '=', 'dismissed'), where('removed', 'is not', null)]),
        ]),
      )
      .execute()
    const { open = [], dismissed = [] } = Object.groupBy(rows, ({ state }) => state)
    return {
      waiting: open.map(({ by }) => by),
      dismissed: dismissed.map(({ by, update }) => ({ by, update: bytes(update) })),
    }
  }

  /** One that waits for a decision; undefined when somebody has decided, or there is none. */
  async find(storyId: StoryId, id: string): Promise<Taken | undefined> {
    const row = await this.#db
      .selectFrom('held_deletions')
      .selectAll()
      .where('story_id', '=', storyId)
      .where('id', '=', id)
      .where('state', '=', 'open')
      .executeTakeFirst()
    return row && takenOf(row)
  }

  /**
   * Writes the decision on one that waits, with its audit row, in one commit. Its caller has carried
   * it out, and sees to it that nobody else does meanwhile.
   */
  async decided(
    storyId: StoryId,
    id: string,
    verdict: Verdict,
    by: string,
    at: number,
  ): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      const row = await transaction
        .updateTable('held_deletions')
        .set({ state: verdict === 'apply' ? 'applied' : 'dismissed', decided_by: by })
        .where('story_id', '=', storyId)
        .where('id', '=', id)
        .where('state', '=', 'open')
        .returning(['by', 'deleted', 'total', 'gone'])
        .executeTakeFirst()
      if (!row) return
      const { by: of, deleted, total, gone } = row
      const detail = { of, deleted, total, ...(gone && { gone }) }
      await insertAudit(transaction, { by, action: `story.hold.${verdict}`, storyId, detail }, at)
    })
  }

  async #add(transaction: Transaction<Tables>, storyId: StoryId, held: NewHeld, at: number) {
    const { by, update, deleted, total, removed } = held
    await transaction
      .insertInto('held_deletions')
      .values({
        id: mintStoryId(),
        story_id: storyId,
        by,
        state: 'open',
        decided_by: null,
        at,
        deleted,
        total,
        update: text(update),
        removed: removed ? text(removed.update) : null,
        gone: removed?.gone ?? null,
        since: removed?.since ?? null,
      })
      .execute()
    const detail = { deleted, total, ...(removed && { gone: removed.gone }) }
    await insertAudit(transaction, { by, action: 'story.hold', storyId, detail }, at)
  }

  /** The newer update; of what it is about, what is more, and all that was removed before. */
  async #renew(transaction: Transaction<Tables>, row: Row, held: NewHeld) {
    const had = takenOf(row)
    const size = held.deleted >= had.deleted ? held : had
    const removed = both(had.removed, held.removed)
    await transaction
      .updateTable('held_deletions')
      .set({
        update: text(held.update),
        deleted: size.deleted,
        total: size.total,
        removed: removed ? text(removed.update) : null,
        gone: removed?.gone ?? null,
        since: removed?.since ?? null,
      })
      .where('id', '=', row.id)
      .execute()
  }
}

async function openOf(transaction: Transaction<Tables>, storyId: StoryId, by: string) {
  return transaction
    .selectFrom('held_deletions')
    .selectAll()
    .where('story_id', '=', storyId)
    .where('by', '=', by)
    .where('state', '=', 'open')
    .executeTakeFirst()
}

const isSame = (row: Row, { update, removed }: NewHeld): boolean =>
  row.update === text(update) && (!removed || row.removed === text(removed.update))

function both(had: Removed | undefined, more: Removed | undefined): Removed | undefined {
  if (!had || !more) return had ?? more
  return {
    update: Y.mergeUpdates([had.update, more.update]),
    gone: Math.max(had.gone, more.gone),
    since: Math.min(had.since, more.since),
  }
}

function takenOf(row: Row): Taken {
  const { by, at, deleted, total, removed, gone, since } = row
  return {
    by,
    at,
    deleted,
    total,
    update: bytes(row.update),
    removed:
      removed === null
        ? undefined
        : { update: bytes(removed), gone: gone ?? 0, since: since ?? at },
  }
}

const text = (update: Uint8Array): string => Buffer.from(update).toString('base64')
const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))
