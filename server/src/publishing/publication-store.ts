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
  | 'writing'
  | 'later'
  | 'unknown'
  | 'paused'
  | 'altered'
  | 'rejected'
  | 'failed'
  | 'conflict'
  | 'scheduled'
  | 'rescheduled'
  | 'missed'
  | 'confirmed'
  | 'live'
  | 'withdrawn'
  | 'replaced'
  | 'cancelled'
  // what a person chose
  | 'retry'
  | 'overwrite'
  | 'keep-theirs'
  | 'merged'
  | 'accepted'

/** States in which somebody is at it, or may have been when the server went down. */
const HELD = ['sending', 'sent']
const WAITING = ['queued', 'unknown', 'scheduled', 'missed']
/** Readers had it, for as long as nothing newer came. */
export const OUT_STATES: readonly string[] = ['confirmed', 'live', 'altered']
/** A newer revision takes their place: nothing of theirs is under way. */
const REPLACEABLE = ['queued', 'scheduled', 'missed']

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

  /** The newest revision that was out and when the story first was, anywhere; 0 and none before. */
  async published(storyId: string): Promise<{ revision: number; publishedAt?: number }> {
    const out = (await this.ofStory(storyId)).filter(({ state }) => OUT_STATES.includes(state))
    const revision = Math.max(0, ...out.map((row) => row.revision))
    const times = out.map((row) => row.due_at ?? row.at)
    return { revision, ...(times.length > 0 && { publishedAt: Math.min(...times) }) }
  }

  /** What readers have or had last, of the story anywhere or at one target. */
  async lastOut(storyId: string, targetId?: string): Promise<PublicationRow | undefined> {
    const rows = await this.ofStory(storyId)
    return rows.find(
      ({ state, target_id }) =>
        OUT_STATES.includes(state) && (targetId === undefined || target_id === targetId),
    )
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

  /**
   * Takes a waiting job for the worker that knows `token`. An index of the table sees to it that no
   * two revisions of a story are held for one target, by whatever node.
   * @returns false when somebody else has it or its neighbour
   */
  async lease(id: string, token: string, leaseUntil: number, now: number): Promise<boolean> {
    const held = { state: 'sending', lease_token: token, lease_until: leaseUntil, updated_at: now }
    const row = await this.get(id)
    if (!row || (await this.#isNeighbourHeld(row))) return false
    const taken = await this.#db
      .updateTable('publications')
      .set({ ...held, next_attempt_at: null })
      .where('id', '=', id)
      .where('state', 'in', WAITING)
      .executeTakeFirst()
    return taken.numUpdatedRows > 0n
  }

  async #isNeighbourHeld({ id, story_id, target_id }: PublicationRow): Promise<boolean> {
    const others = await this.toTarget(story_id, target_id)
    return others.some((other) => other.id !== id && HELD.includes(other.state))
  }

  /**
   * Says that we are still at it, or (`sent`) that the site took it and is being read back.
   * @returns false when the lease ran out and somebody else has it
   */
  async holding(
    id: string,
    token: string,
    state: 'sending' | 'sent',
    leaseUntil: number,
    now: number,
  ): Promise<boolean> {
    const held = await this.#db
      .updateTable('publications')
      .set({ state, lease_until: leaseUntil, updated_at: now })
      .where('id', '=', id)
      .where('lease_token', '=', token)
      .where('state', 'in', HELD)
      .executeTakeFirst()
    return held.numUpdatedRows > 0n
  }

  /** A held job whose lease ran out may have written something: it is looked up next (rule B5). */
  async reopenExpired(now: number): Promise<void> {
    await this.#db
      .updateTable('publications')
      .set({
        state: 'unknown',
        lease_until: null,
        lease_token: null,
        next_attempt_at: now,
        updated_at: now,
      })
      .where('state', 'in', HELD)
      .where('lease_until', '<=', now)
      .execute()
  }

  /**
   * Ends an attempt, or changes a publication that nobody is at.
   * @param token of the worker that held it; left out: a person's act
   * @returns false when somebody else has it by now, and nothing was changed
   */
  async finish(
    id: string,
    end: Pick<PublicationRow, 'state' | 'reason'> & Partial<PublicationRow>,
    now: number,
    token: string | null = null,
  ): Promise<boolean> {
    const changed = { lease_until: null, lease_token: null, next_attempt_at: null, ...end }
    const update = this.#db
      .updateTable('publications')
      .set({ ...changed, updated_at: now })
      .where('id', '=', id)
    const done = await (
      token === null
        ? update.where('state', 'not in', HELD)
        : update.where('lease_token', '=', token)
    ).executeTakeFirst()
    return done.numUpdatedRows > 0n
  }

  /** Scheduled ones whose time has passed by more than `graceMs` and that are not out (rule PS2). */
  async overdue(now: number, graceMs: number): Promise<readonly PublicationRow[]> {
    return this.#db
      .selectFrom('publications')
      .selectAll()
      .where('due_at', 'is not', null)
      .where('due_at', '<=', now - graceMs)
      .where('state', 'not in', [...OUT_STATES, 'withdrawn', 'replaced', 'cancelled'])
      .orderBy('due_at')
      .execute()
  }

  /** How many there are in each state that is not an end. */
  async counts(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#db
      .selectFrom('publications')
      .select(['state', (eb) => eb.fn.countAll().as('count')])
      .groupBy('state')
      .execute()
    return new Map(rows.map(({ state, count }) => [state, Number(count)]))
  }

  /** Those that wait for a person, the latest first. */
  async stuck(states: readonly string[]): Promise<readonly PublicationRow[]> {
    return this.#db
      .selectFrom('publications')
      .selectAll()
      .where('state', 'in', [...states])
      .orderBy('updated_at', 'desc')
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

  /** Of every target that has, or had, the story. */
  async copies(storyId: string): Promise<readonly CopyRow[]> {
    return this.#db
      .selectFrom('remote_copies')
      .selectAll()
      .where('story_id', '=', storyId)
      .execute()
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
    .where('state', 'in', REPLACEABLE)
    .where('revision', '<', revision)
    .execute()
  const reason = `Replaced by revision ${revision} before it was sent.`
  for (const { id } of older) {
    await db
      .updateTable('publications')
      .set({ state: 'replaced', reason, next_attempt_at: null, updated_at: now })
      .where('id', '=', id)
      .execute()
    await db
      .insertInto('publication_attempts')
      .values({ publication_id: id, at: now, outcome: 'replaced', detail: reason })
      .execute()
  }
}
