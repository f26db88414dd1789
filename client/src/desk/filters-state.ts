import { LANGUAGES } from '@dateline/shared/story/meta-doc'
import { STORY_STATUSES } from '@dateline/shared/story/story-status'
import { z } from 'zod'
import { Cell } from '../sync/snapshots.ts'
import { NO_FILTERS, type DeskFilters } from './desk-list.ts'

const KEY = 'dateline.desk-filters'
const storedSchema = z.object({
  statuses: z.array(z.enum(STORY_STATUSES)),
  languages: z.array(z.enum(LANGUAGES)),
  mine: z.boolean(),
})

/** The desk's filters: they stay through opening a story, and (but for the search) a closed tab. */
export const deskFilters = new Cell<DeskFilters>(read())

export function setDeskFilters(filters: DeskFilters): void {
  deskFilters.set(filters)
  try {
    localStorage.setItem(KEY, JSON.stringify(filters))
  } catch {
    // No storage: they last as long as the page.
  }
}

function read(): DeskFilters {
  try {
    const stored = storedSchema.safeParse(JSON.parse(localStorage.getItem(KEY) ?? 'null'))
    return stored.success ? { ...NO_FILTERS, ...stored.data } : NO_FILTERS
  } catch {
    return NO_FILTERS
  }
}
