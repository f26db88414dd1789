import type { Fact } from '@dateline/shared/facts/fact'
import { fieldsOf } from '@dateline/shared/facts/fact-types'
import { renderField } from '@dateline/shared/facts/mentions/render-mention'
import type { StoryId } from '@dateline/shared/ids'
import type { Insertable, Selectable } from 'kysely'
import type { Deps } from '../deps.ts'
import { toStoryFacts, type FactsNow } from '../facts/story-facts.ts'
import type { Tables } from '../store/database.ts'

export type IndexedFact = Selectable<Tables['fact_index']>

const WORDS_LIMIT = 2_000 // characters kept for the search
const FOUND_LIMIT = 200 // rows looked at for one search, before access is asked

type FactIndexDeps = Pick<Deps, 'db' | 'live'>

/**
 * Every story's facts in one table, for finding one of another story and for knowing where a fact is
 * used (rule R1). Made anew with the story's index; the documents are the truth.
 */
export class FactIndex {
  readonly #deps: FactIndexDeps

  constructor(deps: FactIndexDeps) {
    this.#deps = deps
  }

  /** Writes what changed of the story's facts; stories that use a fact which moved on are told. */
  async write(storyId: StoryId, now: FactsNow): Promise<void> {
    const { db, live } = this.#deps
    const facts = new Map<string, Fact>(now.facts.map((fact) => [fact.id, fact]))
    const rows = toStoryFacts(now).map(({ id, status, hash }) => {
      return rowOf(storyId, facts.get(id) as Fact, { status, hash }, (other) => facts.get(other))
    })
    const before = await db
      .selectFrom('fact_index')
      .selectAll()
      .where('story_id', '=', storyId)
      .execute()
    const had = new Map(before.map((row) => [row.fact_id, row]))
    const changed = rows.filter((row) => !same(row, had.get(row.fact_id)))
    const gone = before.filter(({ fact_id }) => !facts.has(fact_id)).map(({ fact_id }) => fact_id)
    if (changed.length === 0 && gone.length === 0) return
    await db.transaction().execute(async (transaction) => {
      const ids = [...gone, ...changed.map(({ fact_id }) => fact_id)]
      await transaction
        .deleteFrom('fact_index')
        .where('story_id', '=', storyId)
        .where('fact_id', 'in', ids)
        .execute()
      if (changed.length > 0) await transaction.insertInto('fact_index').values(changed).execute()
    })
    const moved = changed.filter((row) => row.hash !== had.get(row.fact_id)?.hash)
    const told = [...moved.map(({ fact_id }) => fact_id), ...gone]
    for (const user of await this.usersOf(storyId, told))
      live.announceRecord(user.story_id as StoryId)
  }

  /** Facts whose label or values hold these words, by label. */
  async find(words: string): Promise<readonly IndexedFact[]> {
    let query = this.#deps.db.selectFrom('fact_index').selectAll()
    for (const word of fold(words).split(/[\s%_]+/u)) {
      if (word) query = query.where('words', 'like', `%${word}%`)
    }
    return query.orderBy('label').orderBy('fact_id').limit(FOUND_LIMIT).execute()
  }

  /** The facts of other stories that were copied from these of one story. */
  async usersOf(storyId: StoryId, factIds?: readonly string[]): Promise<readonly IndexedFact[]> {
    if (factIds?.length === 0) return []
    let query = this.#deps.db
      .selectFrom('fact_index')
      .selectAll()
      .where('origin_story', '=', storyId)
      .where('story_id', '!=', storyId)
    if (factIds) query = query.where('origin_fact', 'in', factIds)
    return query.execute()
  }

  /** Stories whose facts were never indexed. */
  async missing(): Promise<readonly StoryId[]> {
    const rows = await this.#deps.db
      .selectFrom('stories')
      .select('id')
      .where('id', 'not in', this.#deps.db.selectFrom('fact_index').select('story_id'))
      .where((eb) =>
        eb.or([
          eb('facts_open', '>', 0),
          eb('facts_approved', '>', 0),
          eb('facts_at_risk', '>', 0),
        ]),
      )
      .execute()
    return rows.map(({ id }) => id as StoryId)
  }
}

type Row = Insertable<Tables['fact_index']>

function rowOf(
  storyId: StoryId,
  fact: Fact,
  { status, hash }: { status: string; hash: string },
  facts: (id: string) => Fact | undefined,
): Row {
  const values = Object.keys(fieldsOf(fact.type)).map((key) =>
    renderField(fact, key, 'long', { language: 'en', fact: facts }),
  )
  return {
    story_id: storyId,
    fact_id: fact.id,
    type: fact.type,
    label: fact.label,
    words: fold([fact.label, ...values.filter(Boolean)].join(' ')).slice(0, WORDS_LIMIT),
    status,
    hash,
    origin_story: fact.copiedFrom?.story ?? null,
    origin_fact: fact.copiedFrom?.fact ?? null,
  }
}

const same = (a: Row, b: Row | undefined): boolean =>
  b !== undefined && Object.entries(a).every(([key, value]) => b[key as keyof Row] === value)

/** Letters without case and accents. */
const fold = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase().trim()
