import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { HttpError } from '../http/http-error.ts'
import { KeyedQueue } from '../keyed-queue.ts'
import type { DraftRequest, StoryDraft } from './draft-story.ts'
import type { WorkerAnswer } from './draft-worker.ts'

/** Imports that wait for their turn, all people's together, and one person's. */
const MAX_WAITING = 20
const MAX_WAITING_EACH = 3
/** How long a worker that nobody needs is kept for the next import. */
const IDLE_MS = 60_000
const MAX_HEAP_MB = 512

/**
 * Reads imports one after the other on a thread of its own, so that a text somebody made to be slow
 * (or that we are slow at) keeps nobody's keystroke waiting; after `timeoutMs` it is given up (I9).
 */
export class Drafting {
  readonly #timeoutMs: number
  readonly #program: URL
  readonly #queue = new KeyedQueue()
  readonly #waiting = new Map<string, number>()
  #worker: Promise<Worker> | null = null
  #idle: NodeJS.Timeout | undefined

  /** @param program of the thread: says that it is ready, then answers each request */
  constructor(timeoutMs: number, program = new URL('./draft-worker.ts', import.meta.url)) {
    this.#timeoutMs = timeoutMs
    this.#program = program
  }

  /**
   * @throws HttpError 422 `too-slow` and those of `draftStory`; 429 or 503 when too many wait
   */
  async draft(request: DraftRequest): Promise<StoryDraft> {
    const { userId } = request
    const [all, own] = [this.#waitingInAll, this.#waiting.get(userId) ?? 0]
    if (own >= MAX_WAITING_EACH) {
      throw new HttpError(429, 'too-many-imports', 'Wait until your last import is done.')
    }
    if (all >= MAX_WAITING) {
      throw new HttpError(503, 'busy', 'Others are importing. Try again in a minute.')
    }
    this.#waiting.set(userId, own + 1)
    try {
      return await this.#queue.run('', () => this.#draft(request))
    } finally {
      const left = (this.#waiting.get(userId) ?? 1) - 1
      if (left > 0) this.#waiting.set(userId, left)
      else this.#waiting.delete(userId)
    }
  }

  get #waitingInAll(): number {
    return [...this.#waiting.values()].reduce((sum, count) => sum + count, 0)
  }

  async #draft(request: DraftRequest): Promise<StoryDraft> {
    clearTimeout(this.#idle)
    const worker = await this.#ready()
    const answered = nextAnswer(worker, this.#timeoutMs)
    worker.postMessage(request, [])
    const answer = await answered
    if (answer === undefined) {
      this.#stop(worker)
      throw new HttpError(
        422,
        'too-slow',
        'This takes too long to read. Import the part that you need, or paste it into the story.',
      )
    }
    this.#idle = setTimeout(() => this.#stop(worker), IDLE_MS).unref()
    if (answer.kind === 'draft') return answer.draft
    if (answer.kind === 'refused') throw new HttpError(answer.status, answer.code, answer.detail)
    throw new Error(`An import failed. ${answer.kind === 'failed' ? answer.message : ''}`)
  }

  /** The worker, started when there is none, or when the last one could not start or has ended. */
  #ready(): Promise<Worker> {
    if (this.#worker) return this.#worker
    const started = startWorker(this.#program)
    this.#worker = started
    const forget = () => {
      if (this.#worker === started) this.#worker = null
    }
    started.then((worker) => worker.once('exit', forget), forget)
    return started
  }

  #stop(worker: Worker): void {
    this.#worker = null
    void worker.terminate()
  }
}

async function startWorker(program: URL): Promise<Worker> {
  const worker = new Worker(program, {
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  })
  worker.on('error', () => undefined) // whoever waits for an answer hears of it there
  worker.unref() // a server that is done does not wait for it
  await once(worker, 'message') // ready
  return worker
}

/** @returns undefined when there is none in time, or the worker died of it */
function nextAnswer(worker: Worker, timeoutMs: number): Promise<WorkerAnswer | undefined> {
  return new Promise((resolve) => {
    const done = (answer?: WorkerAnswer) => {
      clearTimeout(timer)
      worker.off('message', done).off('error', died).off('exit', died)
      resolve(answer)
    }
    const died = () => done()
    const timer = setTimeout(died, timeoutMs)
    worker.on('message', done).on('error', died).on('exit', died)
  })
}
