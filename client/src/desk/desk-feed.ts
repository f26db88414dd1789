import { deskEventSchema, type DeskEvent, type StorySummary } from '@dateline/shared/api/contracts'
import { queryClient } from '../api/query-client.ts'
import { alarmsQuery } from '../publishing/publications.ts'
import { Cell, type Snapshots } from '../sync/snapshots.ts'
import { storiesQuery } from './stories.ts'

export type FeedState = 'connecting' | 'live' | 'lost'

const REOPEN_AFTER = 4_000 // ms

/** The list after one event. Pure; a story that is not newer than the known one changes nothing. */
export function applyDeskEvent(
  stories: readonly StorySummary[],
  event: DeskEvent,
): readonly StorySummary[] {
  if (event.kind === 'gone') return stories.filter(({ id }) => id !== event.id)
  const known = stories.some(({ id }) => id === event.story.id)
  if (!known) return [...stories, event.story]
  return stories.map((story) => (story.id === event.story.id ? event.story : story))
}

/** Whether what stands against a story's schedule changed: the list of alarms is not waited for. */
export function rings(before: readonly StorySummary[] | undefined, event: DeskEvent): boolean {
  if (event.kind === 'gone') return false
  const had = before?.find(({ id }) => id === event.story.id)?.schedule?.objection ?? null
  return had !== (event.story.schedule?.objection ?? null)
}

/**
 * The live feed of the desk (server-sent events), open while somebody looks. After every opening
 * the list is read anew, because events of the gap are gone; while it is lost the page reads it
 * every few seconds (see useStories).
 */
class DeskFeed implements Snapshots<FeedState> {
  readonly #state = new Cell<FeedState>('connecting')
  #watchers = 0
  #source: EventSource | null = null
  #reopening: ReturnType<typeof setTimeout> | undefined

  list(): FeedState {
    return this.#state.list()
  }

  subscribe(onChange: () => void): () => void {
    const stop = this.#state.subscribe(onChange)
    this.#watchers += 1
    if (this.#watchers === 1) this.#open()
    return () => {
      stop()
      this.#watchers -= 1
      if (this.#watchers === 0) this.#close()
    }
  }

  #open(): void {
    const source = new EventSource('/api/stories/events')
    this.#source = source
    source.addEventListener('open', () => {
      this.#state.set('live')
      void queryClient.invalidateQueries({ queryKey: storiesQuery.queryKey })
    })
    source.addEventListener('message', ({ data }) => takeEvent(data))
    source.addEventListener('error', () => {
      this.#state.set('lost')
      // The browser retries by itself, except after an answer that was no stream.
      if (source.readyState !== EventSource.CLOSED) return
      this.#reopening = setTimeout(() => this.#open(), REOPEN_AFTER)
    })
  }

  #close(): void {
    clearTimeout(this.#reopening)
    this.#source?.close()
    this.#source = null
    this.#state.set('connecting')
  }
}

function takeEvent(data: unknown): void {
  const event = deskEventSchema.safeParse(parse(data)).data
  if (!event) return
  const before = queryClient.getQueryData(storiesQuery.queryKey)
  queryClient.setQueryData(storiesQuery.queryKey, (had) => had && applyDeskEvent(had, event))
  if (rings(before, event)) void queryClient.invalidateQueries({ queryKey: alarmsQuery.queryKey })
}

/** @returns undefined for what is not JSON: a comment line or another server's words */
function parse(data: unknown): unknown {
  try {
    return JSON.parse(String(data)) as unknown
  } catch {
    return undefined
  }
}

export const deskFeed: Snapshots<FeedState> = new DeskFeed()
