import { TaskThread } from '../../task-thread.ts'
import type { StoredState } from '../update-store.ts'
import type { MadeSnapshot } from './compacting-store.ts'

/** Makes snapshots on a thread of its own, one at a time: encoding a long story takes a while. */
export class SnapshotThread {
  readonly #thread = new TaskThread<StoredState, MadeSnapshot>(
    new URL('./snapshot-worker.ts', import.meta.url),
  )

  /**
   * A snapshot of a state, read back to be sure (U7), and its opening (U11). Ask for one at a time.
   * @throws when the state cannot be read, or the thread died of it
   */
  make(state: StoredState): Promise<MadeSnapshot> {
    return this.#thread.run(state)
  }

  stop(): Promise<void> {
    return this.#thread.stop()
  }
}
