import type { StorySummary } from '@dateline/shared/api/contracts'
import type { Language } from '@dateline/shared/story/meta-doc'
import type { StoryStatus } from '@dateline/shared/story/story-status'

/** What the person wants to see. An empty list of statuses or languages means any. */
export interface DeskFilters {
  readonly statuses: readonly StoryStatus[]
  readonly languages: readonly Language[]
  readonly mine: boolean
  readonly text: string
}

export const NO_FILTERS: DeskFilters = { statuses: [], languages: [], mine: false, text: '' }

/** By deadline, the nearest first; then those without one, the latest changed first. Pure. */
export function sortStories(stories: readonly StorySummary[]): readonly StorySummary[] {
  return stories.toSorted(
    (a, b) =>
      (a.deadline ?? Infinity) - (b.deadline ?? Infinity) ||
      b.updatedAt - a.updatedAt ||
      (a.id < b.id ? -1 : 1),
  )
}

/**
 * The stories that fit, in the order they came. A killed story shows only when it is asked for.
 * @param me whose stories "mine" are: assigned to them, made by them, or open on their screen
 */
export function filterStories(
  stories: readonly StorySummary[],
  filters: DeskFilters,
  me: string,
): readonly StorySummary[] {
  const words = fold(filters.text).split(/\s+/u).filter(Boolean)
  return stories.filter((story) => {
    if (!fitsStatus(story, filters.statuses)) return false
    if (filters.languages.length > 0 && !filters.languages.includes(story.language)) return false
    if (filters.mine && !isMine(story, me)) return false
    const text = fold(`${story.slug} ${story.headline}`)
    return words.every((word) => text.includes(word))
  })
}

/** How many filters narrow the list. */
export function countFilters(filters: DeskFilters): number {
  const set = [filters.statuses.length, filters.languages.length, filters.mine, filters.text.trim()]
  return set.filter(Boolean).length
}

/** How many stories each status has. */
export function statusCounts(stories: readonly StorySummary[]): ReadonlyMap<StoryStatus, number> {
  const counts = new Map<StoryStatus, number>()
  for (const { status } of stories) counts.set(status, (counts.get(status) ?? 0) + 1)
  return counts
}

const fitsStatus = (story: StorySummary, statuses: readonly StoryStatus[]): boolean =>
  statuses.length > 0 ? statuses.includes(story.status) : story.status !== 'killed'

const isMine = (story: StorySummary, me: string): boolean =>
  story.assignee === me || story.createdBy === me || story.people.some(({ id }) => id === me)

/** For searching: without case and accents, so "zurich" finds "Zürich". */
const fold = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase()
