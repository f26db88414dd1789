import { KeyedQueue } from '../../keyed-queue.ts'
import { MemoryUpdateStore } from '../../store/memory-update-store.ts'
import type { Append } from '../../store/update-store.ts'

/**
 * PostgreSQL, as the nodes see it: it outlives them, does what reached it whoever died meanwhile,
 * and may be away for a while, whereby every connection breaks and every lock is let go.
 */
export class SimDatabase {
  readonly log = new MemoryUpdateStore()
  readonly #batches = new Map<string, readonly number[]>()
  /** Locks on the rows of the stories' heads, and those that are only names. */
  readonly #rows = new KeyedQueue()
  readonly #names = new KeyedQueue()
  readonly #sessions = new Set<(error: Error) => void>()
  readonly #backs = new Set<() => void>()
  readonly #committed: (batch: readonly Append[], at: number) => void
  #isUp = true

  /** @param committed told of what is on disk, as soon as it is */
  constructor(committed: (batch: readonly Append[], at: number) => void) {
    this.#committed = committed
  }

  get isUp(): boolean {
    return this.#isUp
  }

  goAway(): void {
    this.#isUp = false
    for (const broke of this.#sessions) broke(outage())
  }

  comeBack(): void {
    this.#isUp = true
    for (const back of this.#backs) back()
  }

  /** @throws as the driver does, when it is away */
  reach(): void {
    if (!this.#isUp) throw outage()
  }

  /** @param broke told when all connections break @returns stop */
  session(broke: (error: Error) => void): () => void {
    this.#sessions.add(broke)
    return () => this.#sessions.delete(broke)
  }

  /** @returns stop */
  onBack(back: () => void): () => void {
    this.#backs.add(back)
    return () => this.#backs.delete(back)
  }

  /** One statement; all stories of a batch are one here. @param id found again if it is known */
  commit(batch: readonly Append[], at: number, id: string): Promise<readonly number[]> {
    return this.#rows.run(batch[0]?.storyId ?? '', async () => {
      this.reach()
      const found = this.#batches.get(id)
      if (found) return found
      const seqs = await this.log.commit(batch, at)
      this.#committed(batch, at)
      this.#batches.set(id, seqs)
      return seqs
    })
  }

  /** Holds a story's head until `act` is done, or `lost` rejects: its connection broke. */
  row<T>(storyId: string, lost: Promise<never>, act: (seq: number) => Promise<T>): Promise<T> {
    return this.#rows.run(storyId, async () => {
      this.reach()
      const heads = await this.log.heads([storyId])
      return Promise.race([act(heads.get(storyId) ?? 0), lost])
    })
  }

  name<T>(key: string, lost: Promise<never>, act: () => Promise<T>): Promise<T> {
    return this.#names.run(key, async () => {
      this.reach()
      return Promise.race([act(), lost])
    })
  }
}

/** What the driver throws when a connection breaks; `isOutage` knows it. */
export function outage(): Error {
  return Object.assign(new Error('The connection to the database broke.'), { code: 'ECONNRESET' })
}
