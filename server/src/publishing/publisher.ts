import type { StoryId } from '@dateline/shared/ids'
import type { Deps } from '../deps.ts'
import { backoffMs } from './backoff.ts'
import { PublicationStore, type PublicationRow } from './publication-store.ts'
import { runSendJob, type SendOptions } from './send-job.ts'
import type { Stop } from './send-machine.ts'
import { TargetStore } from './target-store.ts'

interface PublisherOptions extends SendOptions {
  /** First wait after a transient failure, doubled each time, ms. */
  readonly backoffBaseMs: number
}

/** With the default waits, about a quarter of an hour. */
const MAX_TRIES = 10

/** The worker that sends what is queued. One per process. */
export interface Publisher {
  /** Begins to work, first on what a former process left. */
  start(): void
  /** Takes nothing new, cuts what is under way (it will be looked up later), and waits for it. */
  stop(): Promise<void>
  /** Something was queued. */
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
  readonly #running = new Map<string, Promise<void>>()
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
    await Promise.all(this.#running.values())
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
    const seen = new Set<string>()
    let next = now + SWEEP_MS
    for (const row of pending) {
      const key = `${row.story_id} ${row.target_id}`
      // Older revisions come first, so only the oldest open one of a story and target is looked at.
      if (seen.has(key)) continue
      seen.add(key)
      if (this.#running.has(key)) continue
      const dueAt = row.next_attempt_at ?? row.lease_until ?? now
      if (row.state === 'sending' || row.state === 'sent' || dueAt > now) {
        next = Math.min(next, dueAt)
        continue
      }
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
      this.#running.set(key, job)
    }
    this.#wakeIn(next - now)
  }

  #wakeIn(ms: number): void {
    if (this.#abort.signal.aborted) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.wake(), Math.max(1, ms))
    this.#timer.unref()
  }

  /** What goes wrong is recorded as the publication's state; rejects only when that cannot be. */
  async #run(row: PublicationRow): Promise<void> {
    const { now, log } = this.#deps
    try {
      const started = now()
      const isOurs = await this.#publications.lease(
        row.id,
        started + this.#options.leaseMs,
        started,
      )
      if (!isOurs) return
      await this.#publications.note(row.id, 'started', `Sending revision ${row.revision}.`, started)
      this.#deps.live.announceRecord(row.story_id as StoryId)
      const how = await runSendJob(
        {
          deps: this.#deps,
          publications: this.#publications,
          targets: this.#targets,
          options: this.#options,
          signal: this.#abort.signal,
        },
        row,
      )
      await this.#record(row, how)
    } catch (error) {
      log.error({ err: error, publicationId: row.id }, 'a publication stopped unexpectedly')
      const reason =
        'Something went wrong on our side; whoever runs the server finds it in the log.'
      await this.#record(row, { kind: 'later', state: 'unknown', reason })
    }
  }

  async #record(row: PublicationRow, how: Stop): Promise<void> {
    const now = this.#deps.now()
    if (how.kind === 'confirmed') return
    if (how.kind === 'failed') return this.#fail(row, how.reason, how.isConflict)
    // Cut by our own stop: nobody's fault, and the next process looks at once.
    if (this.#abort.signal.aborted) {
      const reason = 'The server was stopped while sending.'
      return this.#later(row, 'unknown', reason, now)
    }
    const tries = await this.#tries(row)
    if (tries >= MAX_TRIES) {
      return this.#fail(row, `${how.reason} Given up after ${tries} tries; retry when it works.`)
    }
    const wait = backoffMs(tries, this.#options.backoffBaseMs, Math.random())
    return this.#later(row, how.state, how.reason, now + Math.max(wait, how.retryAfterMs ?? 0))
  }

  async #later(
    row: PublicationRow,
    state: 'queued' | 'unknown',
    reason: string,
    at: number,
  ): Promise<void> {
    const now = this.#deps.now()
    await this.#publications.note(row.id, state === 'queued' ? 'later' : 'unknown', reason, now)
    await this.#publications.finish(row.id, { state, reason, next_attempt_at: at }, now)
    await this.#publications.replaceOutdated(row, now)
  }

  async #fail(row: PublicationRow, reason: string, isConflict = false): Promise<void> {
    const now = this.#deps.now()
    await this.#publications.note(row.id, isConflict ? 'conflict' : 'failed', reason, now)
    await this.#publications.finish(row.id, { state: 'failed', reason }, now)
    await this.#deps.audit.record({
      by: row.by,
      storyId: row.story_id,
      action: 'story.publish-failed',
      detail: { publicationId: row.id, revision: row.revision, targetId: row.target_id, reason },
    })
  }

  /** Since a person last asked for it. */
  async #tries(row: PublicationRow): Promise<number> {
    const attempts = await this.#publications.attempts([row.id])
    const asked = attempts.findLastIndex(({ outcome }) => ['retry', 'overwrite'].includes(outcome))
    return attempts.slice(asked + 1).filter(({ outcome }) => outcome === 'started').length
  }
}
