import type { Delivery } from '@dateline/shared/api/contracts'
import { mintId } from '@dateline/shared/ids'
import type { Selectable } from 'kysely'
import type { Database, Tables } from '../store/database.ts'

type Row = Selectable<Tables['deliveries']>

/** Characters of a receiver's answer that are kept. */
const ANSWER_KEPT = 500
const SHOWN = 200

/** Every request to a webhook (rule PS6): what for, how long it took, what came back. */
export class DeliveryLog {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  async add(delivery: Omit<Row, 'id'>): Promise<string> {
    const id = mintId()
    const answer = delivery.answer.slice(0, ANSWER_KEPT)
    await this.#db
      .insertInto('deliveries')
      .values({ ...delivery, id, answer })
      .execute()
    return id
  }

  get(id: string): Promise<Row | undefined> {
    return this.#db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst()
  }

  /** Newest first. */
  async latest(targetId: string): Promise<readonly Delivery[]> {
    const rows = await this.#db
      .selectFrom('deliveries')
      .leftJoin('publications', 'publications.id', 'deliveries.publication_id')
      .selectAll('deliveries')
      .select('publications.story_id')
      .where('deliveries.target_id', '=', targetId)
      .orderBy('deliveries.at', 'desc')
      .limit(SHOWN)
      .execute()
    return rows.map((row) => deliveryView(row, row.story_id))
  }
}

export const deliveryView = (row: Row, storyId: string | null): Delivery => ({
  id: row.id,
  storyId,
  webhookId: row.webhook_id,
  at: row.at,
  tookMs: row.took_ms,
  status: row.status,
  outcome: row.outcome,
  answer: row.answer,
  replayedBy: row.replayed_by,
})
