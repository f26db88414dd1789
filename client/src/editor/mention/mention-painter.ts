import type { MentionRef } from '@dateline/shared/facts/mentions/render-mention'
import { recordOf } from '../../sync/fact-statuses.ts'
import type { StorySession } from '../../sync/story-session.ts'
import { lookOf, type MentionLook, type MentionWorld } from './mention-look.ts'

interface Painted {
  repaint(): void
}

/** The story as mentions see it, always as it stands now. */
export function mentionWorld(session: StorySession): MentionWorld {
  const { story, record, factStatuses } = session
  return {
    get language() {
      return story.meta.read().language
    },
    fact: (id) => story.facts.get(id),
    status: (id) => factStatuses.list().get(id),
    approval: (id) => recordOf(record.list(), id).approval,
    seen: (factId, field) => story.seen.get(factId, field),
  }
}

/**
 * Repaints the mentions of one editor when the story changes: one subscription an editor, however
 * many mentions it holds, and each touches the DOM only when its look differs.
 */
export class MentionPainter {
  readonly #views = new Set<Painted>()
  readonly #world: MentionWorld
  readonly #session: StorySession
  #stops: readonly (() => void)[] = []

  constructor(session: StorySession) {
    this.#session = session
    this.#world = mentionWorld(session)
  }

  look(ref: MentionRef): MentionLook {
    return lookOf(ref, this.#world)
  }

  /** Listens to the story while there is anything to paint. */
  add(view: Painted): void {
    this.#views.add(view)
    if (this.#stops.length > 0) return
    const repaint = () => {
      for (const painted of this.#views) painted.repaint()
    }
    const { story, record } = this.#session
    this.#stops = [story.facts, story.seen, story.meta, record].map((source) =>
      source.subscribe(repaint),
    )
  }

  remove(view: Painted): void {
    this.#views.delete(view)
    if (this.#views.size > 0) return
    for (const stop of this.#stops) stop()
    this.#stops = []
  }
}
