import type { StoryId } from '@dateline/shared/ids'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import type { FactsNow } from '../facts/story-facts.ts'
import type { UpdateStore } from '../store/update-store.ts'
import { IndexWriter } from './index-writer.ts'
import { readIndex } from './read-index.ts'

/** Between a change and the desk's knowing: a typist's burst costs one reading. */
const PAUSE_MS = 200
/** Between two readings of a story that is being typed in; a decision does not wait for it. */
const REST_MS = 500
/** The same, by story at work: all of them together are read so often and no oftener. */
const REST_EACH_MS = 10
/** Stories that are read at once after a start. */
const READ_AT_ONCE = 20

type IndexDeps = Pick<Deps, 'db' | 'live' | 'records' | 'stories' | 'log' | 'now'>

/** @param facts as they were when the index was read */
type IndexListener = (storyId: StoryId, facts: FactsNow) => void

/**
 * `due`: a timer will read it. `reading`: now. `resting`: it was read a moment ago. `again` when it
 * changed since that reading began.
 */
type Work =
  | { tag: 'due'; timer: NodeJS.Timeout }
  | { tag: 'reading'; again: 'no' | 'later' | 'soon' }
  | { tag: 'resting'; timer: NodeJS.Timeout; again: boolean }

/**
 * Keeps the desk's index of each story beside its document: read anew a moment after it changes,
 * never while somebody's keystroke waits, and at a pace that leaves the server to those who type.
 */
export class StoryIndex {
  readonly #deps: IndexDeps
  readonly #work = new Map<StoryId, Work>()
  readonly #readings = new Set<Promise<void>>()
  readonly #listeners = new Set<IndexListener>()
  readonly #writer: IndexWriter
  readonly #stopListening: () => void
  #closed = false

  constructor(deps: IndexDeps) {
    this.#deps = deps
    this.#writer = new IndexWriter(deps.stories)
    this.#stopListening = deps.live.onChange(({ storyId, kind }) => {
      if (kind !== 'people') this.#touch(storyId, kind === 'record')
    })
  }

  /** Told after a story's index was written. @returns stop */
  onIndexed(listener: IndexListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Reads it now. A story that cannot be read keeps its old index and leaves a line in the log. */
  async refresh(storyId: StoryId): Promise<void> {
    const before = this.#work.get(storyId)
    if (before?.tag === 'reading') {
      before.again = 'soon'
      return
    }
    clearTimeout(before?.timer)
    const work: Work = { tag: 'reading', again: 'no' }
    this.#work.set(storyId, work)
    const reading = this.#read(storyId)
    this.#readings.add(reading)
    await reading
    this.#readings.delete(reading)
    if (this.#closed) this.#work.delete(storyId)
    else if (work.again === 'soon') this.#due(storyId)
    else this.#rest(storyId, work.again === 'later')
  }

  /**
   * After a start: reads the stories that were written, or decided on, after their index was. A
   * crash may have come in between.
   */
  async catchUp(updates: Pick<UpdateStore, 'lastCommits'>): Promise<void> {
    const { db } = this.#deps
    const commits = await updates.lastCommits()
    const decisions = await db
      .selectFrom('fact_decisions')
      .select(['story_id', sql<number>`max(at)`.as('at')])
      .groupBy('story_id')
      .execute()
    const decided = new Map(decisions.map(({ story_id, at }) => [story_id, at]))
    const behind = (await this.#deps.stories.cards()).filter(
      ({ id, updatedAt }) => Math.max(commits.get(id) ?? 0, decided.get(id) ?? 0) >= updatedAt,
    )
    for (let read = 0; read < behind.length; read += READ_AT_ONCE) {
      const some = behind.slice(read, read + READ_AT_ONCE)
      await Promise.all(some.map(({ id }) => this.refresh(id)))
    }
  }

  /** Stops and waits for readings under way. */
  async close(): Promise<void> {
    this.#closed = true
    this.#stopListening()
    for (const work of this.#work.values()) if (work.tag !== 'reading') clearTimeout(work.timer)
    await Promise.all(this.#readings)
  }

  /** The story changed: its index is read within a moment, or when it has rested. */
  #touch(storyId: StoryId, isUrgent: boolean): void {
    const work = this.#work.get(storyId)
    if (this.#closed || work?.tag === 'due') return
    if (work?.tag === 'reading') {
      if (work.again !== 'soon') work.again = isUrgent ? 'soon' : 'later'
    } else if (work && !isUrgent) {
      work.again = true
    } else {
      clearTimeout(work?.timer)
      this.#due(storyId)
    }
  }

  #due(storyId: StoryId): void {
    const timer = setTimeout(() => void this.refresh(storyId), PAUSE_MS)
    timer.unref()
    this.#work.set(storyId, { tag: 'due', timer })
  }

  #rest(storyId: StoryId, again: boolean): void {
    const timer = setTimeout(
      () => {
        if (work.again) void this.refresh(storyId)
        else this.#work.delete(storyId)
      },
      Math.max(REST_MS, this.#work.size * REST_EACH_MS),
    )
    timer.unref()
    const work = { tag: 'resting' as const, timer, again }
    this.#work.set(storyId, work)
  }

  async #read(storyId: StoryId): Promise<void> {
    const { log } = this.#deps
    let facts: FactsNow
    try {
      const { row, now } = await readIndex(this.#deps, storyId, this.#deps.now())
      await this.#writer.write(storyId, row)
      facts = now
    } catch (error) {
      log.error({ err: error, storyId }, 'the index of a story could not be read')
      return
    }
    for (const listener of this.#listeners) listener(storyId, facts)
  }
}
