import { randomUUID } from 'node:crypto'
import type { StoryId } from '@dateline/shared/ids'
import type { Deps } from '../deps.ts'
import { endAttempt } from './end-attempt.ts'
import { PublicationStore, type PublicationRow } from './publication-store.ts'
import { LeaseLost, runSendJob, type Ended, type SendOptions } from './send-job.ts'
import { TargetStore } from './target-store.ts'

export interface PublisherOptions extends SendOptions {
  /** First wait after a transient failure, doubled each time, ms. */
  readonly backoffBaseMs: number
}

/** Stories that one target is sent at the same time: what a small site's workers carry. */
const PER_TARGET = 4

/** The worker that sends what is queued. One per process; nodes share the table's leases. */
export interface Publisher {
  /** Begins to work, first on what a former process left. */
  start(): void
  /** Takes nothing new, cuts what is under way (it will be looked up later), and waits for it. */
  stop(): Promise<void>
  /** Something was queued, or a target works again. */
  wake(): void
}

export function createPublisher(deps: Deps): Publisher {
  const { PUBLISH_TIMEOUT_MS, PUBLISH_SETTLE_MS, PUBLISH_RETRY_MS } = deps.config.limits
  return new QueuePublisher(deps, {
    timeoutMs: PUBLISH_TIMEOUT_MS,
    settleMs: PUBLISH_SETTLE_MS,
    // A phase may be a few requests long.
    leaseMs: 3 * PUBLISH_TIMEOUT_MS,
    backoffBaseMs: PUBLISH_RETRY_MS,
  })
}

/** At least this often the table is looked at, whatever the timers say. */
const SWEEP_MS = 60_000

class QueuePublisher implements Publisher {
  readonly #deps: Deps
  readonly #options: PublisherOptions
  readonly #publications: PublicationStore
  readonly #targets: TargetStore
  /** Jobs under way, by story and target (rule B2). */
  readonly #running = new Map<string, { targetId: string; job: Promise<void> }>()
  readonly #abort = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #round: Promise<void> = Promise.resolve()
  #isStarted = false

  constructor(deps: Deps, options: PublisherOptions) {
    this.#deps = deps
    this.#options = options
    this.#publications = new PublicationStore(deps.db)
    this.#targets = new TargetStore(deps)
  }

  start(): void {
    this.#isStarted = true
    this.wake()
  }

  async stop(): Promise<void> {
    this.#abort.abort()
    clearTimeout(this.#timer)
    await this.#round
    await Promise.all([...this.#running.values()].map(({ job }) => job))
  }

  wake(): void {
    if (!this.#isStarted || this.#abort.signal.aborted) return
    clearTimeout(this.#timer)
    // Rounds follow each other; a round is short, since jobs run beside it.
    this.#round = this.#round
      .then(() => this.#startDue())
      .catch((error: unknown) => {
        this.#deps.log.error({ err: error }, 'the publishing queue could not be read')
        this.#wakeIn(SWEEP_MS)
      })
  }

  async #startDue(): Promise<void> {
    if (this.#abort.signal.aborted) return
    const now = this.#deps.now()
    await this.#publications.reopenExpired(now)
    const pending = await this.#publications.pending()
    const paused = new Set(
      (await this.#targets.list()).filter((row) => row.paused_at !== null).map(({ id }) => id),
    )
    const seen = new Set<string>()
    let next = now + SWEEP_MS
    for (const row of pending) {
      const key = `${row.story_id} ${row.target_id}`
      // Older revisions come first, so only the oldest open one of a story and target is looked at.
      if (seen.has(key)) continue
      seen.add(key)
      if (this.#running.has(key) || paused.has(row.target_id)) continue
      const dueAt = row.next_attempt_at ?? row.lease_until ?? now
      if (row.state === 'sending' || row.state === 'sent' || dueAt > now) {
        next = Math.min(next, dueAt)
        continue
      }
      if (this.#busyWith(row.target_id) < PER_TARGET) this.#begin(key, row)
    }
    this.#wakeIn(next - now)
  }

  #busyWith(targetId: string): number {
    return [...this.#running.values()].filter((one) => one.targetId === targetId).length
  }

  #begin(key: string, row: PublicationRow): void {
    const job = this.#run(row)
      .catch((error: unknown) => {
        // Its lease runs out, and then it is looked up again.
        this.#deps.log.error({ err: error, publicationId: row.id }, 'a publication was left open')
      })
      .finally(() => {
        this.#running.delete(key)
        this.#deps.live.announceRecord(row.story_id as StoryId)
        this.wake()
      })
    this.#running.set(key, { targetId: row.target_id, job })
  }

  #wakeIn(ms: number): void {
    if (this.#abort.signal.aborted) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.wake(), Math.max(1, ms))
    this.#timer.unref()
  }

  /** What goes wrong is recorded as the publication's state; rejects only when that cannot be. */
  async #run(row: PublicationRow): Promise<void> {
    const { now } = this.#deps
    const token = randomUUID()
    const started = now()
    const until = started + this.#options.leaseMs
    if (!(await this.#publications.lease(row.id, token, until, started))) return
    await this.#publications.note(row.id, 'started', beginning(row, started), started)
    this.#deps.live.announceRecord(row.story_id as StoryId)
    const context = {
      deps: this.#deps,
      publications: this.#publications,
      targets: this.#targets,
      options: this.#options,
      signal: this.#abort.signal,
      token,
    }
    const ended = await runSendJob(context, row).catch((error: unknown) => this.#broken(row, error))
    if (ended) await endAttempt({ ...context, options: this.#options }, row, ended)
  }

  #broken(row: PublicationRow, error: unknown): Ended | undefined {
    if (error instanceof LeaseLost) {
      this.#deps.log.warn({ publicationId: row.id }, 'a publication was taken over')
      return undefined
    }
    this.#deps.log.error(
      { err: error, publicationId: row.id },
      'a publication stopped unexpectedly',
    )
    const reason = 'Something went wrong on our side; whoever runs the server finds it in the log.'
    return { goal: 'publish', how: { kind: 'later', state: 'unknown', reason } }
  }
}

function beginning({ revision, action, due_at }: PublicationRow, now: number): string {
  if (action === 'withdraw') return `Withdrawing, as revision ${revision}.`
  if (due_at !== null && now < due_at) return `Preparing revision ${revision} ahead of its time.`
  return action === 'correct' ? `Sending correction ${revision}.` : `Sending revision ${revision}.`
}
