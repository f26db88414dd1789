import type { StoryId } from '@dateline/shared/ids'
import type { StoryIndexRow, StoryStore } from './story-store.ts'

/** Between two commits: a busy newsroom's readings share one, a quiet one's never waits. */
const PAUSE_MS = 100

type Rows = ReadonlyMap<StoryId, StoryIndexRow>

interface Batch {
  readonly rows: Map<StoryId, StoryIndexRow>
  /** When it is written: why not, by story. */
  readonly written: Promise<ReadonlyMap<StoryId, unknown>>
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

  /** @throws when it could not be written; what shares its commit is not lost with it */
  async write(storyId: StoryId, row: StoryIndexRow): Promise<void> {
    this.#batch ??= this.#begin()
    this.#batch.rows.set(storyId, row)
    const failed = await this.#batch.written
    if (failed.has(storyId)) throw failed.get(storyId)
  }

  #begin(): Batch {
    const rows = new Map<StoryId, StoryIndexRow>()
    const due = Promise.withResolvers<void>()
    setTimeout(due.resolve, Math.max(0, this.#next - performance.now()))
    const written = due.promise.then(() => {
      this.#batch = undefined
      this.#next = performance.now() + PAUSE_MS
      return this.#write(rows)
    })
    return { rows, written }
  }

  /** Together, or one by one where the database refuses one of them. */
  async #write(rows: Rows): Promise<ReadonlyMap<StoryId, unknown>> {
    const failed = new Map<StoryId, unknown>()
    try {
      await this.#stories.setIndexes(rows)
      return failed
    } catch {
      // Whose fault it was comes out below.
    }
    for (const [storyId, row] of rows) {
      try {
        await this.#stories.setIndexes(new Map([[storyId, row]]))
      } catch (error) {
        failed.set(storyId, error)
      }
    }
    return failed
  }
}
