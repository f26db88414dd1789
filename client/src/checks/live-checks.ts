import { checkBlocks } from '@dateline/shared/facts/checks/check-blocks'
import type { CheckBlock, CheckWorld, Finding } from '@dateline/shared/facts/checks/finding'
import { todayIn } from '../i18n/today-in.ts'
import { Cell, type Snapshots } from '../sync/snapshots.ts'
import type { StorySession } from '../sync/story-session.ts'
import { openWorker, type CheckPort, type OpenPort } from './check-port.ts'
import { requestBlocks, type CheckAnswer } from './check-request.ts'

/** Long enough to take a burst of keys together, short enough for rule K16. */
const PAUSE_MS = 20

export type CheckState =
  | { readonly tag: 'reading' }
  | {
      readonly tag: 'checked'
      readonly findings: readonly Finding[]
      /** The blocks the findings speak of, as they were then. */
      readonly blocks: readonly CheckBlock[]
    }
  | { readonly tag: 'unavailable' }

interface Sent {
  readonly id: number
  readonly world: CheckWorld
  readonly blocks: readonly CheckBlock[]
}

/**
 * The checks of one open story, run elsewhere and always a moment behind: while somebody listens,
 * every change is sent after a short pause, one request at a time, so a slow machine gets fewer
 * requests rather than a queue of them.
 */
export class LiveChecks implements Snapshots<CheckState> {
  readonly #session: StorySession
  readonly #open: OpenPort
  readonly #state = new Cell<CheckState>({ tag: 'reading' })
  #listeners = 0
  #port: CheckPort | null = null
  #stops: readonly (() => void)[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  /** The request before, to tell the next one from; and whether its answer is still to come. */
  #sent: Sent | null = null
  #waiting = false
  #isStale = false

  constructor(session: StorySession, open: OpenPort = openWorker) {
    this.#session = session
    this.#open = open
  }

  list(): CheckState {
    return this.#state.list()
  }

  subscribe(onChange: () => void): () => void {
    const stop = this.#state.subscribe(onChange)
    this.#listeners += 1
    if (this.#listeners === 1) this.#start()
    return () => {
      stop()
      this.#listeners -= 1
      if (this.#listeners === 0) this.#stop()
    }
  }

  #start(): void {
    const { story, text, meta, factStatuses } = this.#session
    this.#port = this.#open({
      onAnswer: (answer) => this.#take(answer),
      onBroken: () => this.#state.set({ tag: 'unavailable' }),
    })
    this.#stops = [text, story.facts, meta, factStatuses].map((source) =>
      source.subscribe(() => this.#soon()),
    )
    this.#soon()
  }

  #stop(): void {
    for (const stop of this.#stops) stop()
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#port?.close()
    this.#port = null
    this.#sent = null
    this.#waiting = false
    this.#isStale = false
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#send()
    }, PAUSE_MS)
  }

  #send(): void {
    if (this.#waiting) {
      this.#isStale = true
      return
    }
    const before = this.#sent
    const world = this.#world(before?.world)
    const blocks = checkBlocks(this.#session.story)
    const id = (before?.id ?? 0) + 1
    this.#sent = { id, world, blocks }
    this.#waiting = true
    this.#port?.post({
      id,
      ...(world !== before?.world && { world }),
      blocks: requestBlocks(before?.blocks ?? [], blocks),
    })
  }

  /** The same object while nothing in it changed: facts are sent only when they did. */
  #world(before: CheckWorld | undefined): CheckWorld {
    const { story, factStatuses, timeZone } = this.#session
    const now: CheckWorld = {
      language: story.meta.read().language,
      today: todayIn(timeZone),
      facts: story.facts.list(),
      statuses: factStatuses.list(),
    }
    const keys = ['language', 'today', 'facts', 'statuses'] as const
    return before && keys.every((key) => before[key] === now[key]) ? before : now
  }

  #take({ id, findings }: CheckAnswer): void {
    const sent = this.#sent
    if (sent?.id !== id) return // of a port that was closed
    this.#waiting = false
    this.#state.set({ tag: 'checked', findings, blocks: sent.blocks })
    if (this.#isStale) {
      this.#isStale = false
      this.#soon()
    }
  }
}

const bySession = new WeakMap<StorySession, LiveChecks>()

/** The checks of a session: one for the text, the panel and the status line together. */
export function checksOf(session: StorySession): LiveChecks {
  const checks = bySession.get(session) ?? new LiveChecks(session)
  bySession.set(session, checks)
  return checks
}
