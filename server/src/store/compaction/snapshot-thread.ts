import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { StoredState } from '../update-store.ts'
import type { MadeSnapshot } from './compacting-store.ts'
import type { SnapshotAnswer } from './snapshot-worker.ts'

/** How long the thread is kept when nothing is to be done. */
const IDLE_MS = 60_000

/** Makes snapshots on a thread of its own, one at a time: encoding a long story takes a while. */
export class SnapshotThread {
  #worker: Promise<Worker> | null = null
  #idle: NodeJS.Timeout | undefined

  /**
   * A snapshot of a state, read back to be sure (U7), and its opening (U11). Ask for one at a time.
   * @throws when the state cannot be read, or the thread died of it
   */
  async make(state: StoredState): Promise<MadeSnapshot> {
    clearTimeout(this.#idle)
    const worker = await (this.#worker ??= start())
    const waiting = new AbortController()
    const { signal } = waiting
    try {
      const answered = Promise.race([once(worker, 'message', { signal }), ended(worker, signal)])
      worker.postMessage(state, [])
      const [answer] = (await answered) as [SnapshotAnswer]
      if (answer.kind === 'made') return answer.made
      throw new Error(answer.kind === 'failed' ? answer.message : 'The thread was not ready.')
    } catch (error) {
      await this.stop()
      throw error
    } finally {
      waiting.abort()
      this.#idle = setTimeout(() => void this.stop(), IDLE_MS).unref()
    }
  }

  async stop(): Promise<void> {
    clearTimeout(this.#idle)
    const worker = this.#worker
    this.#worker = null
    await (await worker)?.terminate()
  }
}

async function start(): Promise<Worker> {
  const worker = new Worker(new URL('./snapshot-worker.ts', import.meta.url))
  worker.on('error', () => undefined) // whoever waits for an answer hears of it there
  worker.unref() // a server that is done does not wait for it
  await once(worker, 'message') // ready
  return worker
}

async function ended(worker: Worker, signal: AbortSignal): Promise<never> {
  await once(worker, 'exit', { signal })
  throw new Error('The thread ended.')
}
