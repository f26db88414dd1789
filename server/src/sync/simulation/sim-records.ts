import type { Fact } from '@dateline/shared/facts/fact'
import type { Decision, FactRecord } from '@dateline/shared/facts/status'
import { factIdSchema, type FactId, type StoryId } from '@dateline/shared/ids'
import type { RecordMessage } from '@dateline/shared/sync/protocol'
import type { Records } from '../../facts/records.ts'
import type { SimSession } from './sim-session.ts'

/** Decisions by fact, oldest first: they outlive every process. */
export type Decisions = Map<FactId, Decision[]>

/** The record of the one story, as a node reads and writes it. */
export class SimRecords implements Records {
  readonly #decisions: Decisions
  readonly #session: SimSession
  readonly #appended: (factId: FactId, decision: Decision) => void

  /** @param appended told in the moment in which a decision is written */
  constructor(
    decisions: Decisions,
    session: SimSession,
    appended: (factId: FactId, decision: Decision) => void,
  ) {
    this.#decisions = decisions
    this.#session = session
    this.#appended = appended
  }

  factRecords(): Promise<ReadonlyMap<string, FactRecord>> {
    return this.#session.ask(() => this.#newest())
  }

  append(_storyId: StoryId, fact: string, decision: Decision): Promise<void> {
    const factId = factIdSchema.parse(fact)
    return this.#session.write(() => {
      this.#decisions.set(factId, [...(this.#decisions.get(factId) ?? []), decision])
      this.#appended(factId, decision)
    })
  }

  async decided(): Promise<Fact | undefined> {
    return undefined
  }

  message(storyId: StoryId): Promise<RecordMessage> {
    return this.#session.ask(() => ({
      story: { ...NOBODYS, id: storyId },
      facts: Object.fromEntries(this.#newest()) as RecordMessage['facts'],
    }))
  }

  #newest(): ReadonlyMap<string, FactRecord> {
    const newest = [...this.#decisions].map(([factId, all]) => {
      const latest = all.at(-1)
      return [factId, { latest, approval: latest }] as const
    })
    return new Map(newest)
  }
}

const NOBODYS: RecordMessage['story'] = {
  id: '',
  version: 1,
  status: 'draft',
  createdBy: 'u0',
  createdAt: 0,
  assignee: null,
  deadline: null,
  embargoUntil: null,
  reviewDueAt: null,
  legal: 'not_needed',
  access: 'newsroom',
  team: [],
  authors: [],
}
