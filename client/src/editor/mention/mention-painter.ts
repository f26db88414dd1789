import type { MentionRef } from '@dateline/shared/facts/mentions/render-mention'
import { standingDispute } from '@dateline/shared/facts/status'
import type { Node as ProseNode } from '@tiptap/pm/model'
import { recordOf } from '../../sync/fact-statuses.ts'
import type { StorySession } from '../../sync/story-session.ts'
import { namedBefore } from './doc-mentions.ts'
import { lookOf, type MentionLook, type MentionWorld } from './mention-look.ts'

interface Painted {
  /** Its words follow its place in the text (rule M5). */
  readonly followsPlace: boolean
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
    dispute: (id) => standingDispute(recordOf(record.list(), id)),
    seen: (factId, field) => story.seen.get(factId, field),
  }
}

/** The story as the mention at one place of a text sees it. */
export function worldAt(
  session: StorySession,
  { doc, pos }: { doc: ProseNode; pos: number },
): MentionWorld {
  const named = namedBefore(doc, session.story.facts.list()).get(pos)
  const world = mentionWorld(session)
  return named ? { ...world, named } : world
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

  /** @param place where it stands; left out where its place does not matter */
  look(ref: MentionRef, place?: { doc: ProseNode; pos: number }): MentionLook {
    if (!place || ref.format !== 'auto') return lookOf(ref, this.#world)
    return lookOf(ref, worldAt(this.#session, place))
  }

  /** The text changed: names may stand first now that did not before, or no more. */
  repaintNames(): void {
    for (const view of this.#views) if (view.followsPlace) view.repaint()
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
