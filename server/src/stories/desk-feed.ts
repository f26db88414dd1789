import type { StorySummary } from '@dateline/shared/api/contracts'
import type { Outlook } from '@dateline/shared/gate/objection'
import type { StoryId } from '@dateline/shared/ids'
import type { Deps } from '../deps.ts'
import { scheduleOutlook } from '../publishing/schedule-outlook.ts'
import { scheduledCopies } from '../publishing/scheduled-copies.ts'
import type { StoryIndex } from './story-index.ts'
import type { StoryCard } from './story-store.ts'

/** At most one message a story in this time, however fast it changes. */
const PAUSE_MS = 250

type SummaryDeps = Pick<Deps, 'db' | 'live' | 'records' | 'accounts'>
type FeedDeps = SummaryDeps & Pick<Deps, 'stories' | 'log'>

/** One changed story, made once for everybody who watches the desk. */
export interface DeskNews {
  readonly card: StoryCard
  readonly summary: StorySummary
}

/** Tells the open desks which stories changed: their index, or who is in them. */
export class DeskFeed {
  readonly #deps: FeedDeps
  readonly #listeners = new Set<(news: DeskNews) => void>()
  readonly #due = new Map<StoryId, NodeJS.Timeout>()
  readonly #stops: readonly (() => void)[]
  readonly #closing = new Set<() => void>()

  constructor(deps: FeedDeps, index: Pick<StoryIndex, 'onIndexed'>) {
    this.#deps = deps
    this.#stops = [
      index.onIndexed((storyId) => this.#later(storyId)),
      deps.live.onChange(({ storyId, kind }) => {
        if (kind === 'people') this.#later(storyId)
      }),
    ]
  }

  /** @returns stop */
  subscribe(listener: (news: DeskNews) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Told when the server drains: open streams must end, or it could not. @returns stop */
  onClose(listener: () => void): () => void {
    this.#closing.add(listener)
    return () => this.#closing.delete(listener)
  }

  close(): void {
    for (const listener of this.#closing) listener()
    for (const stop of this.#stops) stop()
    for (const timer of this.#due.values()) clearTimeout(timer)
    this.#due.clear()
    this.#listeners.clear()
  }

  #later(storyId: StoryId): void {
    if (this.#listeners.size === 0 || this.#due.has(storyId)) return
    const timer = setTimeout(() => {
      this.#due.delete(storyId)
      this.#tell(storyId).catch((error: unknown) => {
        this.#deps.log.error({ err: error, storyId }, 'the desk could not be told of a story')
      })
    }, PAUSE_MS)
    timer.unref()
    this.#due.set(storyId, timer)
  }

  async #tell(storyId: StoryId): Promise<void> {
    const card = await this.#deps.stories.card(storyId)
    if (!card) return
    const [summary] = await summariesOf(this.#deps, [card])
    if (!summary) return
    for (const listener of this.#listeners) listener({ card, summary })
  }
}

/** Cards with the people who have the story open now and its schedule, as the API answers them. */
export async function summariesOf(
  deps: SummaryDeps,
  cards: readonly StoryCard[],
): Promise<StorySummary[]> {
  const [only] = cards
  const scheduled = await scheduledCopies(deps.db, cards.length === 1 ? only?.id : undefined)
  return Promise.all(
    cards.map(async (card) => {
      const { team: _team, ...rest } = card
      const ids = deps.live.people(card.id)
      const found = await Promise.all(ids.map((id) => deps.accounts.person(id)))
      return {
        ...rest,
        people: found.filter((person) => person !== undefined),
        schedule: scheduleOf(await scheduleOutlook(deps, card, scheduled.get(card.id) ?? [])),
      }
    }),
  )
}

/** The one next to go, with what stands against any of them. */
function scheduleOf(outlook: readonly Outlook[]): StorySummary['schedule'] {
  const against = outlook.find(({ objection }) => objection !== undefined)
  const shown = against ?? outlook[0]
  return shown ? { at: shown.at, objection: shown.objection ?? null } : null
}
