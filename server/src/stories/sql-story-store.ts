import { storyIdSchema, type StoryId } from '@dateline/shared/ids'
import { languageSchema } from '@dateline/shared/story/meta-doc'
import { storyRecordSchema, type StoryRecord } from '@dateline/shared/story/record'
import type { ScheduledCopy } from '@dateline/shared/story/scheduled-copy'
import type { Selectable, Updateable } from 'kysely'
import { scheduledCopies } from '../publishing/scheduled-copies.ts'
import type { Database, Tables } from '../store/database.ts'
import type { RecordPatch, StoryCard, StoryIndexRow, StoryStore } from './story-store.ts'

type Row = Selectable<Tables['stories']>

/** Stories in the relational database; who wrote in them is the documents' to say. */
export class SqlStoryStore implements StoryStore {
  readonly #db: Database
  readonly #authors: (id: StoryId) => Promise<readonly string[]>

  constructor(db: Database, authors: (id: StoryId) => Promise<readonly string[]>) {
    this.#db = db
    this.#authors = authors
  }

  async get(id: StoryId): Promise<StoryRecord | undefined> {
    const row = await this.#row(id)
    if (!row) return undefined
    const [team, authors, scheduled] = await Promise.all([
      this.#team(id),
      this.#authors(id),
      scheduledCopies(this.#db, id),
    ])
    return recordOf(row, team, authors, scheduled.get(id) ?? [])
  }

  async patch(id: StoryId, { team, ...patch }: RecordPatch): Promise<StoryRecord> {
    await this.#db.transaction().execute(async (transaction) => {
      const changed = await transaction
        .updateTable('stories')
        .set(columnsOf(patch))
        .set((eb) => ({ version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      if (changed.numUpdatedRows === 0n) throw new RangeError(`no story ${id}`)
      if (!team) return
      await transaction.deleteFrom('story_team').where('story_id', '=', id).execute()
      const rows = [...new Set(team)].map((userId) => ({ story_id: id, user_id: userId }))
      if (rows.length > 0) await transaction.insertInto('story_team').values(rows).execute()
    })
    const record = await this.get(id)
    if (!record) throw new RangeError(`no story ${id}`)
    return record
  }

  async add(id: StoryId, createdBy: string, at: number): Promise<void> {
    await this.#db
      .insertInto('stories')
      .values({
        id,
        status: 'draft',
        created_by: createdBy,
        created_at: at,
        legal: 'not_needed',
        access: 'newsroom',
        version: 1,
        slug: '',
        headline: '',
        language: 'en',
        words: 0,
        facts_approved: 0,
        facts_open: 0,
        facts_at_risk: 0,
        proposals: 0,
        updated_at: at,
      })
      .execute()
  }

  async cards(): Promise<readonly StoryCard[]> {
    const [rows, members] = await Promise.all([
      this.#db.selectFrom('stories').selectAll().orderBy('updated_at', 'desc').execute(),
      this.#db.selectFrom('story_team').selectAll().execute(),
    ])
    const teams = Map.groupBy(members, ({ story_id }) => story_id)
    return rows.map((row) =>
      cardOf(
        row,
        (teams.get(row.id) ?? []).map(({ user_id }) => user_id),
      ),
    )
  }

  async card(id: StoryId): Promise<StoryCard | undefined> {
    const row = await this.#row(id)
    return row && cardOf(row, await this.#team(id))
  }

  async setIndexes(indexes: ReadonlyMap<StoryId, StoryIndexRow>): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      // In one order everywhere: two nodes that write the same stories must not wait for each other.
      for (const [id, index] of [...indexes].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
        await transaction
          .updateTable('stories')
          .set(indexColumnsOf(index))
          .where('id', '=', id)
          .execute()
      }
    })
  }

  async slugTaken(slug: string, except: StoryId): Promise<boolean> {
    const row = await this.#db
      .selectFrom('stories')
      .select('id')
      .where('slug', '=', slug)
      .where('id', '!=', except)
      .limit(1)
      .executeTakeFirst()
    return row !== undefined
  }

  #row(id: StoryId): Promise<Row | undefined> {
    return this.#db.selectFrom('stories').selectAll().where('id', '=', id).executeTakeFirst()
  }

  async #team(id: StoryId): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('story_team')
      .select('user_id')
      .where('story_id', '=', id)
      .orderBy('user_id')
      .execute()
    return rows.map(({ user_id }) => user_id)
  }
}

function columnsOf(patch: Omit<RecordPatch, 'team'>): Updateable<Tables['stories']> {
  const { embargoUntil, reviewDueAt, ...same } = patch
  return {
    ...same,
    ...(embargoUntil !== undefined && { embargo_until: embargoUntil }),
    ...(reviewDueAt !== undefined && { review_due_at: reviewDueAt }),
  }
}

const indexColumnsOf = (index: StoryIndexRow): Updateable<Tables['stories']> => ({
  slug: index.slug,
  headline: index.headline,
  language: index.language,
  words: index.words,
  target_words: index.targetWords,
  facts_approved: index.facts.approved,
  facts_open: index.facts.open,
  facts_at_risk: index.facts.atRisk,
  proposals: index.proposals,
  updated_at: index.updatedAt,
})

/** Through the schema: a row that another program spoiled is found here and not in a screen. */
function recordOf(
  row: Row,
  team: string[],
  authors: readonly string[],
  scheduled: readonly ScheduledCopy[],
): StoryRecord {
  return storyRecordSchema.parse({
    id: row.id,
    version: row.version,
    status: row.status,
    createdBy: row.created_by,
    createdAt: row.created_at,
    assignee: row.assignee,
    deadline: row.deadline,
    embargoUntil: row.embargo_until,
    reviewDueAt: row.review_due_at,
    legal: row.legal,
    access: row.access,
    team,
    authors,
    scheduled,
  })
}

function cardOf(row: Row, team: string[]): StoryCard {
  const { status, legal, access } = storyRecordSchema
    .pick({ status: true, legal: true, access: true })
    .parse(row)
  return {
    id: storyIdSchema.parse(row.id),
    slug: row.slug,
    headline: row.headline,
    language: languageSchema.parse(row.language),
    status,
    words: row.words,
    targetWords: row.target_words,
    facts: { approved: row.facts_approved, open: row.facts_open, atRisk: row.facts_at_risk },
    proposals: row.proposals,
    assignee: row.assignee,
    deadline: row.deadline,
    embargoUntil: row.embargo_until,
    reviewDueAt: row.review_due_at,
    legal,
    access,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    team,
  }
}
