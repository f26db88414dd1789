import type { Insertable, Selectable } from 'kysely'
import type { Database, Tables } from '../store/database.ts'

export type PublicationRow = Selectable<Tables['publications']>
export type AttemptRow = Selectable<Tables['publication_attempts']>
export type CopyRow = Selectable<Tables['remote_copies']>

/** What happened to a publication, oldest first in its attempts. Programs read `outcome`. */
export type Outcome =
  | 'started'
  | 'create-sent' // written before it is sent: a crash must not forget it
  | 'create-settled'
  | 'later'
  | 'unknown'
  | 'failed'
  | 'conflict'
  | 'confirmed'
  | 'replaced'
  | 'retry'
  | 'overwrite'

/** States in which somebody is at it, or may have been when the server went down. */
const HELD = ['sending', 'sent']
const WAITING = ['queued', 'unknown']

/** The queue of publications, which is a table so that a crash forgets nothing (rules B1, B5). */
export class PublicationStore {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** Appends the next revision of the story for this target and replaces older ones that wait. */
  async add(
    make: (revision: number) => Omit<Insertable<Tables['publications']>, 'revision'>,
    storyId: string,
    targetId: string,
  ): Promise<PublicationRow> {
    return this.#db.transaction().execute(async (transaction) => {
      const last = await transaction
        .selectFrom('publications')
        .select((eb) => eb.fn.max('revision').as('revision'))
        .where('story_id', '=', storyId)
        .where('target_id', '=', targetId)
        .executeTakeFirst()
      const revision = (last?.revision ?? 0) + 1
      const row = { ...make(revision), revision }
      await transaction.insertInto('publications').values(row).execute()
      await replaceOlder(transaction, storyId, targetId, revision, row.at)
      return transaction
        .selectFrom('publications')
        .selectAll()
        .where('id', '=', row.id)
        .executeTakeFirstOrThrow()
    })
  }

  /** A job that went back into the queue while a newer one came in gives way to it (rule B2). */
  async replaceOutdated(row: PublicationRow, now: number): Promise<void> {
    const newest = (await this.toTarget(row.story_id, row.target_id)).at(-1)
    if (!newest || newest.revision === row.revision) return
    await this.#db.transaction().execute(async (transaction) => {
      await replaceOlder(transaction, row.story_id, row.target_id, newest.revision, now)
    })
  }

  get(id: string): Promise<PublicationRow | undefined> {
    return this.#db.selectFrom('publications').selectAll().where('id', '=', id).executeTakeFirst()
  }

  /** Newest first. */
  async ofStory(storyId: string): Promise<readonly PublicationRow[]> {
    return this.#db
      .selectFrom('publications')
      .selectAll()
      .where('story_id', '=', storyId)
      .orderBy('at', 'desc')
      .orderBy('revision', 'desc')
      .execute()
  }

  /** Every publication of the story to this target, oldest revision first. */
  async toTarget(storyId: string, targetId: string): Promise<readonly PublicationRow[]> {
    return this.#db
      .selectFrom('publications')
      .selectAll()
      .where('story_id', '=', storyId)
      .where('target_id', '=', targetId)
      .orderBy('revision')
      .execute()
  }

  /** The newest confirmed revision and when the story was first out anywhere; 0 and none before. */
  async published(storyId: string): Promise<{ revision: number; publishedAt?: number }> {
    const confirmed = (await this.ofStory(storyId)).filter(({ state }) => state === 'confirmed')
    const revision = Math.max(0, ...confirmed.map((row) => row.revision))
    const times = confirmed.map((row) => row.at)
    return { revision, ...(times.length > 0 && { publishedAt: Math.min(...times) }) }
  }

  /** Waiting jobs in order of revision, and those of a process that is gone. */
  async pending(): Promise<readonly PublicationRow[]> {
    return this.#db
      .selectFrom('publications')
      .selectAll()
      .where('state', 'in', [...WAITING, ...HELD])
      .orderBy('revision')
      .execute()
  }

  /** Takes a waiting job for this process. @returns false when somebody else has it */
  async lease(id: string, leaseUntil: number, now: number): Promise<boolean> {
    const taken = await this.#db
      .updateTable('publications')
      .set({ state: 'sending', lease_until: leaseUntil, next_attempt_at: null, updated_at: now })
      .where('id', '=', id)
      .where('state', 'in', WAITING)
      .executeTakeFirst()
    return taken.numUpdatedRows > 0n
  }

  /** Says that we are still at it, or (`sent`) that the site took it and is being read back. */
  async holding(
    id: string,
    state: 'sending' | 'sent',
    leaseUntil: number,
    now: number,
  ): Promise<void> {
    await this.#db
      .updateTable('publications')
      .set({ state, lease_until: leaseUntil, updated_at: now })
      .where('id', '=', id)
      .where('state', 'in', HELD)
      .execute()
  }

  /** A held job whose lease ran out may have written something: it is looked up next (rule B5). */
  async reopenExpired(now: number): Promise<void> {
    await this.#db
      .updateTable('publications')
      .set({ state: 'unknown', lease_until: null, next_attempt_at: now, updated_at: now })
      .where('state', 'in', HELD)
      .where('lease_until', '<=', now)
      .execute()
  }

  async finish(
    id: string,
    end: Pick<PublicationRow, 'state' | 'reason'> & Partial<PublicationRow>,
    now: number,
  ): Promise<void> {
    await this.#db
      .updateTable('publications')
      .set({ lease_until: null, next_attempt_at: null, ...end, updated_at: now })
      .where('id', '=', id)
      .execute()
  }

  async note(id: string, outcome: Outcome, detail: string, at: number): Promise<void> {
    await this.#db
      .insertInto('publication_attempts')
      .values({ publication_id: id, at, outcome, detail })
      .execute()
  }

  /** Oldest first. */
  async attempts(publicationIds: readonly string[]): Promise<readonly AttemptRow[]> {
    if (publicationIds.length === 0) return []
    return this.#db
      .selectFrom('publication_attempts')
      .selectAll()
      .where('publication_id', 'in', [...publicationIds])
      .orderBy('id')
      .execute()
  }

  copy(storyId: string, targetId: string): Promise<CopyRow | undefined> {
    return this.#db
      .selectFrom('remote_copies')
      .selectAll()
      .where('story_id', '=', storyId)
      .where('target_id', '=', targetId)
      .executeTakeFirst()
  }

  async saveCopy(copy: CopyRow): Promise<void> {
    await this.#db
      .insertInto('remote_copies')
      .values(copy)
      .onConflict((conflict) => conflict.columns(['story_id', 'target_id']).doUpdateSet(copy))
      .execute()
  }

  async forgetCopy(storyId: string, targetId: string): Promise<void> {
    await this.#db
      .deleteFrom('remote_copies')
      .where('story_id', '=', storyId)
      .where('target_id', '=', targetId)
      .execute()
  }
}

/** Rule B2: what has not been sent is not sent any more once there is something newer. */
async function replaceOlder(
  db: Pick<Database, 'selectFrom' | 'updateTable' | 'insertInto'>,
  storyId: string,
  targetId: string,
  revision: number,
  now: number,
): Promise<void> {
  const older = await db
    .selectFrom('publications')
    .select('id')
    .where('story_id', '=', storyId)
    .where('target_id', '=', targetId)
    .where('state', '=', 'queued')
    .where('revision', '<', revision)
    .execute()
  const reason = `Replaced by revision ${revision} before it was sent.`
  for (const { id } of older) {
    await db
      .updateTable('publications')
      .set({ state: 'failed', reason, next_attempt_at: null, updated_at: now })
      .where('id', '=', id)
      .execute()
    await db
      .insertInto('publication_attempts')
      .values({ publication_id: id, at: now, outcome: 'replaced', detail: reason })
      .execute()
  }
}
