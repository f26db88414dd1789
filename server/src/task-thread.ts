import { once } from 'node:events'
import { Worker, type Transferable } from 'node:worker_threads'

/** How long the thread is kept when nothing is to be done. */
const IDLE_MS = 60_000

/** What a thread says: that it is there, or what became of the last task it was given. */
export type TaskAnswer<Made> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'made'; readonly made: Made }
  | { readonly kind: 'failed'; readonly message: string }

/** A thread for what would hold everybody up on this one; it takes one task at a time. */
export class TaskThread<Task, Made> {
  readonly #module: URL
  #worker: Promise<Worker> | null = null
  #idle: NodeJS.Timeout | undefined

  /** @param module says `ready` when it is, and answers every message with a TaskAnswer */
  constructor(module: URL) {
    this.#module = module
  }

  /**
   * Ask for one at a time.
   * @param transfer buffers of the task that are given away
   * @throws when the task failed, or the thread died of it
   */
  async run(task: Task, transfer: readonly Transferable[] = []): Promise<Made> {
    clearTimeout(this.#idle)
    const worker = await (this.#worker ??= start(this.#module))
    const waiting = new AbortController()
    const { signal } = waiting
    try {
      const answered = Promise.race([once(worker, 'message', { signal }), ended(worker, signal)])
      worker.postMessage(task, transfer)
      const [answer] = (await answered) as [TaskAnswer<Made>]
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

async function start(module: URL): Promise<Worker> {
  const worker = new Worker(module)
  worker.on('error', () => undefined) // whoever waits for an answer hears of it there
  worker.unref() // a server that is done does not wait for it
  await once(worker, 'message') // ready
  return worker
}

async function ended(worker: Worker, signal: AbortSignal): Promise<never> {
  await once(worker, 'exit', { signal })
  throw new Error('The thread ended.')
}
