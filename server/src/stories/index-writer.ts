import type { StoryId } from '@dateline/shared/ids'
import type { StoryIndexRow, StoryStore } from './story-store.ts'

/** Between two commits: a busy newsroom's readings share one, a quiet one's never waits. */
const PAUSE_MS = 100

interface Batch {
  readonly rows: Map<StoryId, StoryIndexRow>
  readonly written: Promise<void>
}

/**
 * Writes what was read off the stories into the desk's index. With hundreds of stories at work a
 * commit for each of them costs more than all that is typed.
 */
export class IndexWriter {
  readonly #stories: Pick<StoryStore, 'setIndexes'>
  #batch: Batch | undefined
  #next = 0

  constructor(stories: Pick<StoryStore, 'setIndexes'>) {
    this.#stories = stories
  }

  /** @throws when it, or what is written in the same commit, could not be */
  write(storyId: StoryId, row: StoryIndexRow): Promise<void> {
    this.#batch ??= this.#begin()
    this.#batch.rows.set(storyId, row)
    return this.#batch.written
  }

  #begin(): Batch {
    const rows = new Map<StoryId, StoryIndexRow>()
    const due = Promise.withResolvers<void>()
    setTimeout(due.resolve, Math.max(0, this.#next - performance.now()))
    const written = due.promise.then(() => {
      this.#batch = undefined
      this.#next = performance.now() + PAUSE_MS
      return this.#stories.setIndexes(rows)
    })
    return { rows, written }
  }
}
