import type { FactQuery } from '@dateline/shared/facts/fact-query'
import type { StoryId } from '@dateline/shared/ids'
import type { Selectable, Transaction } from 'kysely'
import { insertAudit } from '../audit/sql-audit-log.ts'
import type { Database, Tables } from '../store/database.ts'

type Row = Selectable<Tables['fact_queries']>

/** The newest question about each fact of a story, by fact id. */
export async function newestQueries(
  db: Database,
  storyId: StoryId,
): Promise<ReadonlyMap<string, FactQuery>> {
  const newest = db
    .selectFrom('fact_queries')
    .select((eb) => eb.fn.max('id').as('id'))
    .where('story_id', '=', storyId)
    .groupBy('fact_id')
  const rows = await db.selectFrom('fact_queries').selectAll().where('id', 'in', newest).execute()
  return new Map(rows.map((row) => [row.fact_id, queryOf(row)]))
}

/** Asks about a fact (rule A11). The question, its audit row and the record's version: one commit. */
export async function askAbout(
  db: Database,
  fact: { storyId: StoryId; factId: string; label: string },
  { by, at, text }: { by: string; at: number; text: string },
): Promise<void> {
  const { storyId, factId, label } = fact
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('fact_queries')
      .values({ story_id: storyId, fact_id: factId, by, at, text })
      .execute()
    const detail = { factId, label, text }
    await insertAudit(transaction, { by, action: 'fact.query', storyId, detail }, at)
    await countUp(transaction, storyId)
  })
}

/** @returns false when the question is not there, not of this fact, or answered already */
export async function answerQuery(
  db: Database,
  fact: { storyId: StoryId; factId: string; label: string },
  queryId: number,
  { by, at, text }: { by: string; at: number; text: string },
): Promise<boolean> {
  const { storyId, factId, label } = fact
  return db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('fact_queries')
      .set({ answered_by: by, answered_at: at, answer: text })
      .where('id', '=', queryId)
      .where('story_id', '=', storyId)
      .where('fact_id', '=', factId)
      .where('answer', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    const detail = { factId, label, queryId, text }
    await insertAudit(transaction, { by, action: 'fact.answer', storyId, detail }, at)
    await countUp(transaction, storyId)
    return true
  })
}

const countUp = (transaction: Transaction<Tables>, storyId: StoryId) =>
  transaction
    .updateTable('stories')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', storyId)
    .execute()

const queryOf = ({ id, by, at, text, answered_by, answered_at, answer }: Row): FactQuery => ({
  id,
  by,
  at,
  text,
  ...(answered_by !== null &&
    answered_at !== null &&
    answer !== null && { answer: { by: answered_by, at: answered_at, text: answer } }),
})
