import type { Dispute } from '@dateline/shared/facts/dispute'
import type { Fact } from '@dateline/shared/facts/fact'
import type { Decision, DecisionKind, FactRecord } from '@dateline/shared/facts/status'
import type { StoryId } from '@dateline/shared/ids'
import type { RecordMessage } from '@dateline/shared/sync/protocol'
import type { Selectable } from 'kysely'
import { insertAudit } from '../audit/sql-audit-log.ts'
import type { ApprovalPolicies } from '../policy/approval-policies.ts'
import type { Database, Tables } from '../store/database.ts'
import type { StoryStore } from '../stories/story-store.ts'
import type { LiveStories } from '../sync/live-stories.ts'
import { newestQueries } from './fact-queries.ts'
import type { Records } from './records.ts'

type Row = Selectable<Tables['fact_decisions']>

interface Sources {
  readonly db: Database
  readonly live: Pick<LiveStories, 'authorship' | 'writers'>
  readonly stories: Pick<StoryStore, 'get'>
  readonly policies: Pick<ApprovalPolicies, 'read'>
}

/** Records over the `fact_decisions` table, which only grows (rule A5), and the rooms' authorship. */
export class SqlRecords implements Records {
  readonly #sources: Sources

  constructor(sources: Sources) {
    this.#sources = sources
  }

  async factRecords(storyId: StoryId): Promise<ReadonlyMap<string, FactRecord>> {
    const { live } = this.#sources
    const [latest, approvals, authorship, queries] = await Promise.all([
      this.#newest(storyId),
      this.#newest(storyId, 'approve'),
      live.authorship(storyId),
      newestQueries(this.#sources.db, storyId),
    ])
    const ids = new Set([...authorship.keys(), ...latest.keys(), ...queries.keys()])
    return new Map(
      [...ids].map((id) => {
        const record: FactRecord = {
          ...some('latest', latest.get(id)),
          ...some('approval', approvals.get(id)),
          ...some('authorship', authorship.get(id)),
          ...some('query', queries.get(id)),
        }
        return [id, record]
      }),
    )
  }

  /** The decision, its audit row and the record's new version are one commit: all or nothing. */
  async append(storyId: StoryId, factId: string, decision: Decision): Promise<void> {
    const { kind, hash, by, at, note, frozen, dispute } = decision
    await this.#sources.db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('fact_decisions')
        .values({
          story_id: storyId,
          fact_id: factId,
          kind,
          hash,
          by,
          at,
          note,
          frozen: JSON.stringify(frozen),
          dispute: dispute ? JSON.stringify(dispute) : null,
        })
        .execute()
      const sides = dispute && { field: dispute.field, ours: dispute.ours, theirs: dispute.theirs }
      const detail = { factId, label: frozen.label, hash, note, ...(sides && { sides }) }
      await insertAudit(transaction, { by, action: `fact.${kind}`, storyId, detail }, at)
      await transaction
        .updateTable('stories')
        .set((eb) => ({ version: eb('version', '+', 1) }))
        .where('id', '=', storyId)
        .execute()
    })
  }

  async decided(storyId: StoryId, factId: string, hash: string): Promise<Fact | undefined> {
    const row = await this.#sources.db
      .selectFrom('fact_decisions')
      .select('frozen')
      .where('story_id', '=', storyId)
      .where('fact_id', '=', factId)
      .where('hash', '=', hash)
      .limit(1)
      .executeTakeFirst()
    return row && (JSON.parse(row.frozen) as Fact)
  }

  async message(storyId: StoryId): Promise<RecordMessage | undefined> {
    const story = await this.#sources.stories.get(storyId)
    if (!story) return undefined
    const [facts, policy, writers] = await Promise.all([
      this.factRecords(storyId),
      this.#sources.policies.read(),
      this.#sources.live.writers(storyId),
    ])
    return {
      story,
      facts: Object.fromEntries(facts) as RecordMessage['facts'],
      policy: { ...policy, twoSourceTypes: [...policy.twoSourceTypes] },
      writers,
    }
  }

  async #newest(storyId: StoryId, kind?: DecisionKind): Promise<ReadonlyMap<string, Decision>> {
    let ids = this.#sources.db
      .selectFrom('fact_decisions')
      .select((eb) => eb.fn.max('id').as('id'))
      .where('story_id', '=', storyId)
      .groupBy('fact_id')
    if (kind) ids = ids.where('kind', '=', kind)
    const rows = await this.#sources.db
      .selectFrom('fact_decisions')
      .selectAll()
      .where('id', 'in', ids)
      .execute()
    return new Map(rows.map((row) => [row.fact_id, decisionOf(row)]))
  }
}

const decisionOf = ({ kind, hash, by, at, note, frozen, dispute }: Row): Decision => ({
  kind: kind as DecisionKind,
  hash,
  by,
  at,
  note,
  frozen: JSON.parse(frozen) as Fact,
  ...some('dispute', dispute === null ? undefined : (JSON.parse(dispute) as Dispute)),
})

const some = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]: V })
