import type { StoryFact } from '@dateline/shared/api/contracts'
import { factHash } from '@dateline/shared/facts/canonical'
import { disputeHash } from '@dateline/shared/facts/dispute'
import type { Fact } from '@dateline/shared/facts/fact'
import { factStatuses, lostDependencies } from '@dateline/shared/facts/fact-statuses'
import { standingDispute, type Authorship, type FactRecord } from '@dateline/shared/facts/status'
import type { StoryId } from '@dateline/shared/ids'
import { StoryDoc, TEXT_FIELDS } from '@dateline/shared/story/story-doc'
import { textBlocks } from '@dateline/shared/story/text-blocks'
import type * as Y from 'yjs'
import type { Deps } from '../deps.ts'
import type { Reading } from '../sync/live-stories.ts'

/** A story's facts at one moment, with what the server knows of each. */
export interface FactsNow {
  readonly facts: readonly Fact[]
  /** Decisions as they stand now, authorship as it was at this moment of the document. */
  readonly records: ReadonlyMap<string, FactRecord>
  /** How often the copy mentions each fact, over all text fields. */
  readonly mentions: ReadonlyMap<string, number>
}

/** Reads them once everything accepted so far is on disk. */
export async function factsNow(
  deps: Pick<Deps, 'live' | 'records'>,
  storyId: StoryId,
): Promise<FactsNow> {
  return factsIn(deps, storyId, (look) => deps.live.read(storyId, look))
}

/** The same with a reading of the caller's. */
export async function factsIn(
  deps: Pick<Deps, 'records'>,
  storyId: StoryId,
  read: Reading,
): Promise<FactsNow> {
  // Decisions first: one that is appended meanwhile is then judged by the next who reads.
  const decided = await deps.records.factRecords(storyId)
  return read((doc, authorship) => {
    const { facts } = new StoryDoc(doc)
    const records = new Map(
      facts.list().map(({ id }) => [id, withAuthorship(decided.get(id), authorship.get(id))]),
    )
    return { facts: facts.list(), records, mentions: countMentions(doc) }
  })
}

function withAuthorship(record: FactRecord = {}, authorship?: Authorship): FactRecord {
  return { latest: record.latest, approval: record.approval, query: record.query, authorship }
}

/** As `GET …/facts` answers them. */
export function toStoryFacts({ facts, records, mentions }: FactsNow): StoryFact[] {
  const statuses = factStatuses(facts, records)
  return facts.map((fact) => {
    const record = records.get(fact.id) ?? {}
    const { latest, approval, authorship, query } = record
    const dispute = standingDispute(record)
    return {
      ...(fact as unknown as Pick<StoryFact, keyof Fact>), // the API's arrays are not readonly
      hash: factHash(fact),
      status: statuses.get(fact.id) ?? 'proposed',
      approval: (approval as StoryFact['approval'] | undefined) ?? null,
      latest: (latest as StoryFact['latest'] | undefined) ?? null,
      createdBy: authorship?.createdBy ?? null,
      lastEditedBy: authorship?.lastEditedBy ?? null,
      disputeHash: dispute ? disputeHash(dispute) : null,
      because: [...lostDependencies(fact, statuses, records)],
      query: query ?? null,
      mentions: mentions.get(fact.id) ?? 0,
    }
  })
}

function countMentions(doc: Y.Doc): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const field of TEXT_FIELDS) {
    for (const { runs } of textBlocks(doc.getXmlFragment(field))) {
      for (const run of runs) {
        if (run.kind !== 'mention') continue
        counts.set(run.mention.factId, (counts.get(run.mention.factId) ?? 0) + 1)
      }
    }
  }
  return counts
}
