import type { Turns } from '../../keyed-queue.ts'
import { MemoryUpdateStore } from '../../store/memory-update-store.ts'
import { heldCommit } from '../../store/postgres/held-commit.ts'
import type { Added } from '../../store/shared-log.ts'
import type {
  Append,
  PastState,
  Snapshot,
  StoredOpening,
  StoredStory,
} from '../../store/update-store.ts'
import type { SimDatabase } from './sim-database.ts'
import type { SimSession } from './sim-session.ts'

type Listener = (batch: readonly Append[], seqs: readonly number[]) => void

/** One node's view of the log in the database: what every node adds to, over a way that breaks. */
export class DatabaseStore extends MemoryUpdateStore {
  readonly #database: SimDatabase
  readonly #session: SimSession
  readonly #upkeep: SimSession
  readonly #node: string
  readonly #heard = new Set<Listener>()
  #batches = 0

  /** @param upkeep for what is done off the hot path */
  constructor(database: SimDatabase, session: SimSession, upkeep: SimSession, node: string) {
    super(database.log)
    this.#database = database
    this.#session = session
    this.#upkeep = upkeep
    this.#node = node
  }

  override async commit(batch: readonly Append[], at: number): Promise<readonly number[]> {
    const id = `${this.#node} ${(this.#batches += 1)}`
    const commit = () =>
      this.#session.write(() => {
        const copy = batch.map((entry) => ({ ...entry, update: entry.update.slice() }))
        return this.#database.commit(copy, at, id)
      })
    const seqs = await heldCommit({ first: commit, again: commit, isOver: () => false })
    for (const listener of this.#heard) listener(batch, seqs)
    return seqs
  }

  override onCommitted(listener: Listener): () => void {
    this.#heard.add(listener)
    return () => this.#heard.delete(listener)
  }

  override heads(storyIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.#session.ask(() => super.heads(storyIds))
  }

  override since(storyId: string, seq: number): Promise<Added | undefined> {
    return this.#session.ask(() => super.since(storyId, seq))
  }

  override load(storyId: string): Promise<StoredStory | undefined> {
    return this.#session.ask(() => super.load(storyId))
  }

  override locked<T>(storyId: string, act: (seq: number) => Promise<T>): Promise<T> {
    return this.#session.hold((lost, work) => this.#database.row(storyId, lost, work), act)
  }

  override saveSnapshot(storyId: string, snapshot: Snapshot): Promise<void> {
    return this.#upkeep.write(() => super.saveSnapshot(storyId, snapshot))
  }

  override saveOpening(storyId: string, opening: StoredOpening): Promise<void> {
    return this.#upkeep.write(() => super.saveOpening(storyId, opening))
  }

  override opening(storyId: string): Promise<StoredOpening | undefined> {
    return this.#upkeep.ask(() => super.opening(storyId))
  }

  override loadUntil(storyId: string, time: number): Promise<PastState> {
    return this.#upkeep.ask(() => super.loadUntil(storyId, time))
  }

  override pack(storyId: string): Promise<number> {
    return this.#upkeep.write(() => super.pack(storyId))
  }
}

/** Turns that all nodes take together. */
export class DatabaseTurns implements Turns {
  readonly #database: SimDatabase
  readonly #session: SimSession

  constructor(database: SimDatabase, session: SimSession) {
    this.#database = database
    this.#session = session
  }

  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    return this.#session.hold((lost, act) => this.#database.name(key, lost, () => act(null)), work)
  }
}
